"""Cohorts as files, and the steps that several tests of the cohort page share."""

from streamlit.testing.v1 import AppTest

from core.panel import Panel
from core.text import Language, text_in
from pages.shared.state import SESSION, Session
from tests.pages.opening import page

HEADER = "id,group,sex,age,UA (mg/dL),Alb (g/dL)"


def rows_of(count: int) -> list[str]:
    """Rows of people in two groups, of whom the second has less uric acid."""
    return [
        f"SECRET-{i},{('control', 'case')[i % 2]},{('male', 'female')[i // 2 % 2]},{20 + i},"
        f"{5 + i % 7 / 10 - i % 2},{4.1 + i % 5 / 10}"
        for i in range(count)
    ]


def csv_of(rows: list[str], header: str = HEADER) -> bytes:
    """A table of people as a CSV file."""
    return "\n".join([header, *rows, ""]).encode()


TWENTY = csv_of(rows_of(20))


def brought(data: bytes, name: str = "clinic.csv", panel: Panel | None = None) -> AppTest:
    """Open the cohort page and bring in a file."""
    app = page("cohort", panel)
    return bring(app, data, name)


def bring(app: AppTest, data: bytes, name: str = "clinic.csv") -> AppTest:
    """Bring in a file on a page that is open."""
    return app.file_uploader[0].set_value((name, data, "text/csv")).run()


def view(app: AppTest, name: str) -> AppTest:
    """Choose a view of the cohort."""
    return part(app, "view", name)


def part(app: AppTest, of: str, name: str) -> AppTest:
    """Choose a part of a view."""
    app.button_group(key=f"cohort-{of}").set_value(name).run()
    assert app.button_group(key=f"cohort-{of}").value == name
    return app


def held(app: AppTest) -> Session:
    """What the session holds."""
    found: Session = app.session_state[SESSION]
    return found


def key(app: AppTest, name: str) -> str:
    """The key of a widget of the cohort that is looked at."""
    session = held(app)
    return f"cohort-{name}-{session.cohorts.chosen}-{session.generation}"


EN, JA = text_in(Language.EN), text_in(Language.JA)
