import json

import pytest

from core.exports import bundle_bytes, long_bytes, wide_bytes
from core.panel import Panel
from core.readers import read_panels
from pages.shared.taking import EXPORTS, Export, written
from tests.builders import panel
from tests.pages.opening import page, words


@pytest.mark.parametrize(("name", "ending"), [(n, e) for n, (_, e, _) in EXPORTS.items()])
def test_what_is_taken_is_read_again(name: str, ending: str) -> None:
    data = written(EXPORTS[name][0], (panel(ua=3.4, t_bil=0.6),))
    again = read_panels(data, f"a.{ending}").panels[0]
    assert {m.marker.key: m.value.low for m in again.measurements} == {"ua": 3.4, "t_bil": 0.6}


def test_the_three_forms_are_to_be_had_of_any_panel_that_is_checked() -> None:
    app = page("panel", panel(ua=3.4), confirmed=False)
    keys = {button.key for button in app.get("download_button")}
    assert {f"patient-take-{name}-0" for name in EXPORTS} <= keys
    assert json.loads(written(bundle_bytes, (panel(ua=3.4),)))["resourceType"] == "Bundle"


def test_an_id_that_would_not_be_read_back_is_told_in_place_of_the_buttons() -> None:
    one = panel(ua=3.4)
    odd = Panel(patient=type(one.patient)(id="=1+1"), measurements=one.measurements)
    app = page("panel", odd, confirmed=False)
    assert "would not be read back" in words(app)
    assert not [b for b in app.get("download_button") if "take" in str(b.key)]


@pytest.mark.parametrize("write", [wide_bytes, long_bytes, bundle_bytes])
def test_what_goes_wrong_in_the_thread_of_the_download_names_no_value(write: Export) -> None:
    one = panel(ua=3.4)
    odd = Panel(patient=type(one.patient)(id="=SECRET"), measurements=one.measurements)
    with pytest.raises(RuntimeError, match=r"^PanelError$") as caught:
        written(write, (odd,))
    assert caught.value.__cause__ is None
