from pathlib import Path

import pytest

from core.evidence.assumptions import ASSUMPTIONS, EVIDENCE_VERSION, Assumption, read_assumptions
from core.evidence.base_rates import BASE_RATES
from core.evidence.headline import STUDY

each_assumption = pytest.mark.parametrize("key", ASSUMPTIONS)


@each_assumption
def test_an_assumption_is_known_by_the_key_it_holds(key: str) -> None:
    assert ASSUMPTIONS[key].key == key


@each_assumption
def test_an_assumption_says_in_a_sentence_that_it_is_one(key: str) -> None:
    assert ASSUMPTIONS[key].text.startswith("assumption.")


def test_a_statement_in_words_has_no_figure() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        _ = ASSUMPTIONS["correlation.acylcarnitine_class"].figure


def test_the_acylcarnitines_are_assumed_to_differ_most() -> None:
    classes = ASSUMPTIONS["relative_effect.acylcarnitine"], ASSUMPTIONS["relative_effect.other"]
    assert classes[0].figure > classes[1].figure > 0


def test_the_evidence_has_a_version() -> None:
    assert EVIDENCE_VERSION


def test_an_entry_without_a_sentence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "assumptions.toml"
    path.write_text('evidence_version = "1"\n[a.b]\nvalue = 1\n', encoding="utf-8")
    with pytest.raises(TypeError, match="text"):
        read_assumptions(path)


def test_assumptions_are_read_from_nested_tables(tmp_path: Path) -> None:
    path = tmp_path / "assumptions.toml"
    path.write_text('evidence_version = "1"\n[a.b]\nvalue = 1\ntext = "t"\n', encoding="utf-8")
    assert read_assumptions(path) == ("1", {"a.b": Assumption("a.b", 1, "t")})


def test_the_headline_is_what_the_study_printed() -> None:
    assert (STUDY.cases, STUDY.controls, STUDY.molecules) == (42, 41, 127)
    assert (STUDY.auc, STUDY.auc_low, STUDY.auc_high) == (0.854, 0.648, 1.0)


def test_the_base_rates_are_those_of_the_survey_and_of_the_study() -> None:
    probabilities = {key: rate.probability for key, rate in BASE_RATES.items()}
    assert probabilities == {"general_15_39": 0.0205, "general_40_64": 0.0202, "study_mix": 0.5}


@pytest.mark.parametrize("key", BASE_RATES)
def test_a_base_rate_names_its_source(key: str) -> None:
    rate = BASE_RATES[key]
    assert rate.key == key
    assert rate.reference.citation
