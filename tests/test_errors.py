import traceback

import pytest

from core.errors import (
    EngawaError,
    ModelError,
    PanelError,
    Place,
    Problem,
    ReportError,
    Severity,
)

PLACE = Place("A-014.csv", 3, "Taro Yamada")


@pytest.mark.parametrize("kind", [PanelError, ModelError, ReportError])
def test_every_error_a_user_can_mend_is_caught_by_one_name(kind: type[EngawaError]) -> None:
    with pytest.raises(EngawaError) as caught:
        raise kind("model.missing")
    assert caught.value.problem == Problem("model.missing")


def test_an_error_keeps_its_details_and_place_for_the_sentence() -> None:
    problem = PanelError("unit.unknown", PLACE, unit="mg", limit=3).problem
    assert dict(problem.details) == {"unit": "mg", "limit": 3}
    assert problem.place == PLACE
    assert problem.severity is Severity.REFUSED


def test_the_text_of_an_error_names_key_and_row_but_no_cell_file_or_column() -> None:
    error = PanelError("reader.cell.number", PLACE, cell="0.7 Yamada")
    written = str(error) + repr(error) + "".join(traceback.format_exception(error))
    assert "reader.cell.number" in written
    assert "row 3" in written
    for secret in ("Yamada", "A-014", "0.7"):
        assert secret not in written


def test_the_representation_of_a_problem_holds_no_detail_and_no_place() -> None:
    written = repr(Problem("reader.cell.number", {"cell": "0.7 Yamada"}, PLACE))
    assert "reader.cell.number" in written
    assert "Yamada" not in written
    assert "A-014" not in written


def test_details_of_an_error_cannot_be_changed_afterwards() -> None:
    details = PanelError("unit.unknown", unit="mg").problem.details
    with pytest.raises(TypeError):
        details["unit"] = "g"  # type: ignore[index]


def test_a_place_without_a_row_is_called_the_file() -> None:
    assert str(Place("A-014.csv", column="UA")) == "file"
