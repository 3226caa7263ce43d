from pathlib import Path

import numpy as np
import pytest

from benchmarks.study_reproduction import (
    ASSUMED_SIZES,
    FINDINGS_2018,
    PRINTED_PPV,
    PublishedP,
    binormal_figures,
    p_figures,
    virtual_p_values,
)

each_finding = pytest.mark.parametrize("finding", FINDINGS_2018, ids=lambda f: f.marker)


@each_finding
def test_larger_virtual_studies_have_smaller_p_values(finding: PublishedP) -> None:
    medians = [p_figures(finding, size)[0].value for size in ASSUMED_SIZES]
    assert medians == sorted(medians, reverse=True)


@each_finding
def test_most_virtual_studies_differ_in_the_published_direction(finding: PublishedP) -> None:
    p, as_published = virtual_p_values(finding, 40, np.random.default_rng(0))
    assert as_published.mean() > 0.9
    assert as_published[p < 0.01].mean() > 0.99


@each_finding
def test_the_published_p_is_neither_rare_nor_certain_at_an_assumed_size(
    finding: PublishedP,
) -> None:
    for size in ASSUMED_SIZES:
        assert 5 < p_figures(finding, size)[1].value < 95


def test_the_assumed_size_is_stated_with_every_p_value() -> None:
    for figure in p_figures(FINDINGS_2018[0], 10):
        assert "n = 10 + 10 assumed" in figure.name


@pytest.mark.parametrize("auc", PRINTED_PPV)
def test_the_binormal_table_is_the_printed_one(auc: float) -> None:
    for figure in binormal_figures(auc):
        assert figure.limit is not None
        assert abs(figure.value - figure.limit) < (0.05 if figure.limit < 10 else 0.5)


def test_the_published_figures_are_those_of_the_evidence(shared_science: Path) -> None:
    evidence = (shared_science / "EVIDENCE.md").read_text(encoding="utf-8")
    assert "men uric acid lower (p = 0.001), women HDL-C lower (p = 0.011)" in evidence
    assert [(f.marker, f.p) for f in FINDINGS_2018] == [("ua", 0.001), ("hdl_c", 0.011)]
    assert "PPV 6.6 % at 2.05 %, 53 % at 25 %, 77 % at 50 %" in evidence
    assert "61 %; PPV 3.1 %, 34 %, 61 %" in evidence
