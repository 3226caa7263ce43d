import pytest

from core.panel import Patient
from core.readers.names import Code, System
from core.readers.result import Result, Status


@pytest.mark.parametrize(
    ("name", "codes", "label"),
    [
        ("尿酸", (Code(System.LOINC, "3084-1", "Urate"),), "尿酸"),
        ("", (Code(System.LOINC, "3084-1", "Urate"),), "Urate"),
        (" ", (Code(System.LOCAL, "0471"), Code(System.LOINC, "3084-1", "Urate")), "Urate"),
        ("", (Code(System.LOCAL, "0471"),), "0471"),
        ("", (), ""),
    ],
)
def test_a_result_is_called_by_its_name_or_else_by_its_code(
    name: str, codes: tuple[Code, ...], label: str
) -> None:
    assert Result(patient=Patient(id="A"), text="5", name=name, codes=codes).label == label


def test_what_is_corrected_stands_above_what_is_final_and_preliminary_below() -> None:
    assert sorted(Status, reverse=True) == [Status.CORRECTED, Status.FINAL, Status.PRELIMINARY]
