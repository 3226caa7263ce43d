from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.markers import CATALOGUE, Sex
from core.markers.units import accepted_units
from core.readers import read_panels
from core.readers.corrections import NONE, Corrections, DateOrder, Meaning, key_of
from core.readers.layouts import keep, kept, lasting
from core.readers.tables.delimited import ENCODINGS
from core.readers.understanding import Shape

LAYOUT = "0123456789abcdef"
HEADERS = ("SECRET-COLUMN", "Geheime Spalte", "秘密の列")
MEASURABLE = [marker for marker in CATALOGUE.values() if not marker.derived]
SOME = (
    Corrections(decimal=",", dates=DateOrder.DAY_FIRST, encoding="euc_jp")
    .with_meaning(key_of(HEADERS[0]), Meaning(marker="ua", unit="mg/dL"))
    .with_meaning(key_of(HEADERS[1]), Meaning(field="collected"))
    .with_meaning(key_of(HEADERS[2]), Meaning())
    .with_sex(key_of("SECRET-CODE"), Sex.FEMALE)
)


@st.composite
def corrections(draw: st.DrawFn) -> Corrections:
    made = Corrections(
        decimal=draw(st.sampled_from(["", ",", "."])),
        dates=draw(st.sampled_from([None, *DateOrder])),
        encoding=draw(st.sampled_from(["", *ENCODINGS])),
    )
    for name in draw(st.lists(st.text(max_size=9), max_size=4)):
        marker = draw(st.sampled_from(MEASURABLE))
        unit = draw(st.sampled_from(["", *accepted_units(marker)]))
        made = made.with_meaning(key_of(name), Meaning(marker=marker.key, unit=unit))
    for text in draw(st.lists(st.text(max_size=9), max_size=3)):
        made = made.with_sex(key_of(text), draw(st.sampled_from(Sex)))
    return made


@given(corrections())
def test_what_is_kept_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, made: Corrections
) -> None:
    folder = tmp_path_factory.mktemp("layouts")
    assert keep(folder, LAYOUT, made) is None
    assert kept(folder, LAYOUT) == made


def test_of_an_unknown_layout_nothing_is_kept(tmp_path: Path) -> None:
    assert kept(tmp_path, LAYOUT) == NONE
    assert kept(tmp_path / "missing", LAYOUT) == NONE


def test_no_text_of_a_header_or_a_cell_is_in_the_file(tmp_path: Path) -> None:
    keep(tmp_path, LAYOUT, SOME)
    written = "".join(path.name + path.read_text("utf-8") for path in tmp_path.iterdir())
    assert "ua" in written
    for secret in (*HEADERS, "SECRET-CODE"):
        assert secret.casefold() not in written.casefold()


def test_keeping_nothing_removes_what_was_kept(tmp_path: Path) -> None:
    keep(tmp_path, LAYOUT, SOME)
    assert keep(tmp_path, LAYOUT, NONE) is None
    assert list(tmp_path.iterdir()) == []
    assert keep(tmp_path, LAYOUT, NONE) is None


def test_a_file_is_replaced_whole_and_leaves_no_part_behind(tmp_path: Path) -> None:
    keep(tmp_path, LAYOUT, SOME)
    keep(tmp_path, LAYOUT, Corrections(decimal=","))
    assert [path.name for path in tmp_path.iterdir()] == [f"{LAYOUT}.json"]
    assert kept(tmp_path, LAYOUT) == Corrections(decimal=",")


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe\x00", b"[]", b'{"meanings": 3}'])
def test_a_broken_file_is_told_and_never_raises(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / f"{LAYOUT}.json").write_bytes(broken)
    told = kept(tmp_path, LAYOUT)
    assert isinstance(told, Problem)
    assert told.key == "understanding.kept.broken"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "layouts").write_text("a file in the way")
    told = keep(tmp_path / "layouts", LAYOUT, SOME)
    assert told is not None
    assert told.key == "understanding.kept.not_written"
    assert isinstance(kept(tmp_path / "layouts", LAYOUT), Problem)


@pytest.mark.parametrize("signature", ["", "../../etc", "a" * 200, "0123456789abcdeg"])
def test_nothing_but_a_signature_names_a_file(tmp_path: Path, signature: str) -> None:
    assert keep(tmp_path / "layouts", signature, SOME) is None
    assert kept(tmp_path / "layouts", signature) == NONE
    assert list(tmp_path.iterdir()) == []


def test_the_signature_of_a_reading_names_a_file(tmp_path: Path) -> None:
    understood = read_panels(b"id,UA (mg/dL)\nP-1,3.4\n", "a.csv").understanding
    assert understood is not None
    keep(tmp_path, understood.signature, SOME)
    assert kept(tmp_path, understood.signature) == SOME


@pytest.mark.parametrize("shape", Shape)
def test_what_names_mean_outlasts_a_file_of_any_shape(shape: Shape) -> None:
    lasts = lasting(SOME, shape)
    assert lasts.meanings.keys() == SOME.meanings.keys()


@pytest.mark.parametrize("shape", [Shape.LINES, Shape.FHIR])
def test_where_no_column_tells_senders_apart_no_convention_and_no_unit_outlasts_the_file(
    shape: Shape,
) -> None:
    lasts = lasting(SOME, shape)
    assert (lasts.decimal, lasts.dates, lasts.encoding, dict(lasts.sexes)) == ("", None, "", {})
    assert {meaning.unit for meaning in lasts.meanings.values()} == {""}
