from dataclasses import replace
from pathlib import Path

import pytest

from core.evidence.assumptions import ASSUMPTIONS, EVIDENCE_VERSION
from core.learning.performance import SUBSETS
from core.markers import Sex
from core.scoring.card import Card, read_card, write_card


@pytest.fixture(scope="module")
def card(shipped: Path) -> Card:
    return read_card(shipped)


def test_a_card_written_and_read_is_the_same(card: Card, tmp_path: Path) -> None:
    write_card(card, tmp_path)
    assert read_card(tmp_path) == card


def test_the_same_card_is_the_same_file(card: Card, shipped: Path, tmp_path: Path) -> None:
    write_card(replace(card), tmp_path)
    assert (tmp_path / "card.json").read_bytes() == (shipped / "card.json").read_bytes()


def test_the_shipped_card_says_that_no_patient_was_trained_on(card: Card) -> None:
    assert card.is_virtual
    assert card.trained["patients"] == 0
    assert card.stamp.is_virtual


def test_the_shipped_card_is_of_the_present_evidence(card: Card, shipped: Path) -> None:
    assert card.version == shipped.name
    assert card.evidence_version == EVIDENCE_VERSION
    assert card.assumptions == tuple(ASSUMPTIONS.values())


def test_every_measure_has_an_interval_that_holds_it(card: Card) -> None:
    for metric in card.metrics:
        assert metric.low <= metric.value <= metric.high


@pytest.mark.parametrize("sex", Sex)
def test_each_marker_and_each_subset_is_measured_in_each_sex(card: Card, sex: Sex) -> None:
    measured = {m.subset for m in card.metrics if m.sex == sex.value}
    assert set(card.features[sex.value]) <= measured
    assert measured - set(card.features[sex.value]) <= set(SUBSETS)
    assert "full" in measured


@pytest.mark.parametrize("sex", Sex)
def test_more_markers_separate_better(card: Card, sex: Sex) -> None:
    aucs = {m.subset: m.value for m in card.metrics if (m.sex, m.name) == (sex.value, "auc")}
    assert aucs["full"] >= max(aucs.values()) - 1e-9


def test_the_stamp_is_what_the_card_says(card: Card) -> None:
    stamp = card.stamp
    assert (stamp.name, stamp.version) == (card.name, card.version)
    assert stamp.results_changed_on == card.results_changed_on
