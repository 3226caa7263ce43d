"""Opens the dashboard, or one page of it, as a visitor does, without a browser."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from core.panel import Panel
from core.readers.reading import Reading
from pages.shared.state import SESSION, Session

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
# Run from a place of its own: beside a folder `pages`, every run of AppTest would be a fresh
# server's first, which asks for the page's file alone.
FRONT_DOOR = f"""
import runpy
runpy.run_path({str(ROOT / "app.py")!r}, run_name="__main__")
"""
ONE_PAGE = """
from importlib import import_module
from pages.shared import frame
every = ("panel", "risk", "cohort", "studio", "models", "about")
names = ["{first}"] + [n for n in every if n != "{first}"]
frame.draw([frame.Entry(n, import_module(f"pages.{{n}}").render, "") for n in names])
"""


def front_door(**address: str) -> AppTest:
    """Open the dashboard at its home page, with these words in the address."""
    app = AppTest.from_string(FRONT_DOOR, default_timeout=PATIENCE)
    app.query_params.update(address)
    return app.run()


def page(name: str, panel: Panel | None = None, *, confirmed: bool = True) -> AppTest:
    """Open one page, with a panel that was brought in before."""
    app = AppTest.from_string(ONE_PAGE.format(first=name), default_timeout=PATIENCE)
    session = Session()
    if panel is not None:
        session.take(Reading((panel,), ()), confirmed=confirmed)
    app.session_state[SESSION] = session
    return app.run()


def words(app: AppTest) -> str:
    """Return every sentence on the page, escapes of Markdown taken out."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption)
    alerts = (app.error, app.warning, app.info)
    said = [str(element.value) for kind in (*kinds, *alerts) for element in kind]
    return "\n".join(said).replace("\\", "")
