import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import PanelError
from core.markers import CATALOGUE, Sex
from core.readers.corrections import NONE, Corrections, DateOrder, Meaning, Role, key_of
from core.readers.names import FIELD_NAMES, RESULT_NAMES
from tests.readers.files import check_sentences

KEYS = st.text(min_size=1, max_size=8).map(key_of)
MEANINGS = st.one_of(
    st.builds(Meaning, field=st.sampled_from(["", *FIELD_NAMES, *RESULT_NAMES])),
    st.builds(
        Meaning,
        marker=st.sampled_from(list(CATALOGUE)),
        role=st.sampled_from(Role),
        unit=st.sampled_from(["", "mg/dL", "µmol/L"]),
    ),
)
CORRECTIONS = st.builds(
    Corrections,
    meanings=st.dictionaries(KEYS, MEANINGS, max_size=4).map(MappingProxyType),
    sexes=st.dictionaries(KEYS, st.sampled_from(Sex), max_size=2).map(MappingProxyType),
    decimal=st.sampled_from(["", ",", "."]),
    dates=st.none() | st.sampled_from(DateOrder),
    encoding=st.sampled_from(["", "cp932"]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
UA = {"field": "", "marker": "ua", "role": "value", "unit": "mg/dL"}
WHOLE = {"meanings": {"k": UA}, "sexes": {}, "decimal": "", "dates": None, "encoding": ""}


def refused(text: str) -> None:
    with pytest.raises(PanelError) as caught:
        Corrections.from_json(text)
    assert caught.value.problem.key == "reader.corrections.broken"
    check_sentences(caught.value.problem)


@given(CORRECTIONS)
def test_corrections_are_read_back_as_they_were_written(corrections: Corrections) -> None:
    assert Corrections.from_json(corrections.to_json()) == corrections
    assert bool(corrections) is (corrections != NONE)


@given(st.text(max_size=30) | JSON.map(json.dumps))
def test_anything_else_is_no_corrections(text: str) -> None:
    refused(text)


@given(st.sampled_from([*WHOLE, "meaning", *UA]), JSON)
def test_a_part_of_another_kind_is_read_as_written_or_refused(part: str, other: object) -> None:
    entries: dict[str, object] = (
        {**WHOLE, part: other} if part in WHOLE else {**WHOLE, "meanings": {"k": other}}
    )
    if part in UA:
        entries = {**WHOLE, "meanings": {"k": {**UA, part: other}}}
    text = json.dumps(entries)
    try:
        read = Corrections.from_json(text)
    except PanelError:
        return
    for meaning in read.meanings.values():
        assert isinstance(meaning.unit, str)
        assert meaning.is_possible
    assert read.decimal in {"", ",", "."}
    assert isinstance(read.encoding, str)


@pytest.mark.parametrize("part", WHOLE)
def test_a_part_that_is_missing_is_not_filled_in(part: str) -> None:
    refused(json.dumps({key: entry for key, entry in WHOLE.items() if key != part}))


@pytest.mark.parametrize(
    "wrong",
    [
        {"marker": "unobtainium"},
        {"marker": ["ua"]},
        {"marker": "", "field": "colour"},
        {"field": "sex"},
        {"role": "middle"},
        {"unit": None},
        {"unit": 3},
    ],
)
def test_a_meaning_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    refused(json.dumps({**WHOLE, "meanings": {"k": {**UA, **wrong}}}))


def test_json_that_is_nested_without_end_is_refused() -> None:
    refused("[" * 100_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UA (mg/dL)", "ua(MG/dl)"),
        ("患者ＩＤ", "患者id"),
        ("uric_acid", "Uric  Acid"),
        ("T‐Bil", "t-bil"),
    ],
)
def test_a_name_has_one_key_however_it_is_written(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@given(st.text(st.characters()))
def test_every_name_has_a_key_of_sixteen_hexadecimal_digits(name: str) -> None:
    assert len(key_of(name)) == 16
    assert set(key_of(name)) <= set("0123456789abcdef")


def test_half_of_a_character_has_a_key_too() -> None:
    assert key_of("\ud800") != key_of("")


def test_what_was_said_is_found_under_any_spelling_and_nothing_else() -> None:
    said = NONE.with_meaning(key_of("Harnsäure"), Meaning(marker="ua")).with_sex(
        key_of("1"), Sex.MALE
    )
    assert said.meaning("HARNSÄURE ") == Meaning(marker="ua")
    assert said.sex("１") is Sex.MALE
    assert (said.meaning("Harnstoff"), said.sex("2")) == (None, None)
    assert (NONE.meaning("x"), NONE.sex("1")) == (None, None)


def test_a_later_correction_of_a_name_replaces_an_earlier_one() -> None:
    one = NONE.with_meaning("k", Meaning(marker="ua")).with_meaning("l", Meaning(marker="ast"))
    assert one.with_meaning("k", Meaning()).meanings == {"k": Meaning(), "l": Meaning(marker="ast")}
