import pytest

from core.errors import ReportError
from core.report import check_shown
from core.text import Language, text_in
from tests.report.samples import measurement, panel


@pytest.mark.parametrize("identity", ["A-014", "症例-1", "é-ß", "髙橋﨑-12", "#let x = 1"])
def test_what_the_font_has_is_let_pass(identity: str) -> None:
    check_shown(panel(measurement("ua", 3.4), identity=identity))


@pytest.mark.parametrize(("character", "code"), [("😀", "U+1F600"), ("\x01", "U+0001")])
def test_what_the_font_lacks_is_named_before_a_summary_is_made(character: str, code: str) -> None:
    in_id = panel(measurement("ua", 3.4), identity=f"secret-{character}")
    in_value = panel(measurement("ua", 3.4, text=f"3.4{character}"))
    for of in (in_id, in_value):
        with pytest.raises(ReportError) as caught:
            check_shown(of)
        assert code in text_in(Language.EN).problem(caught.value.problem)
        assert "secret" not in repr(caught.value)
