"""The front door of Engawa: `streamlit run app.py`, or `make run`. The pages, in their order."""

from collections.abc import Callable
from importlib import import_module

from pages.shared import frame
from pages.shared.warm import warm_up


def page(name: str) -> Callable[[], None]:
    """Return what draws a page; its module is imported then, so that the home page comes first."""

    def render() -> None:
        import_module(f"pages.{name}").render()

    return render


frame.draw(
    (
        frame.Entry("panel", page("panel"), ":material/lab_panel:"),
        frame.Entry("risk", page("risk"), ":material/balance:"),
        frame.Entry("cohort", page("cohort"), ":material/groups:"),
        frame.Entry("studio", page("studio"), ":material/model_training:"),
        frame.Entry("models", page("models"), ":material/inventory_2:"),
        frame.Entry("about", page("about"), ":material/menu_book:"),
    )
)
warm_up()
