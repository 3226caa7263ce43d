"""The keys of sentences that the code uses, read with `ast`: literal ones and patterns."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from core.text import FOLDER, Language

ROOT = FOLDER.parents[1]
AREAS = sorted(path.stem for path in (FOLDER / Language.EN.value).glob("*.toml"))
KEY = re.compile(rf"({'|'.join(AREAS)})(\.[a-z0-9_-]+)+")
PART = r"[a-z0-9_-]+"
FILES = {
    "app.py",
    "card.json",
    "model.joblib",
    "registry.json",
    "survey.json",
    "cohort_report.typ",
}


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Everything in the program's code; tests and benchmarks are left out."""
    folders = (ROOT / "core", ROOT / "pages")
    paths = [ROOT / "app.py", *(path for folder in folders for path in folder.rglob("*.py"))]
    return tuple(
        node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def literal_keys() -> set[str]:
    """Whole constants that are written like a key of an area, wherever they stand."""
    parts = {id(part) for node in joined() for part in node.values}
    return {
        node.value
        for node in nodes()
        if isinstance(node, ast.Constant)
        and id(node) not in parts
        and isinstance(node.value, str)
        and KEY.fullmatch(node.value)
    } - FILES


def patterns() -> set[str]:
    """Keys put together from parts, as regular expressions: f"risk.{kind}"."""
    made = {
        "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else PART
            for part in node.values
        )
        for node in joined()
    }
    return {pattern for pattern in made if re.match(rf"({'|'.join(AREAS)})\\\.", pattern)}


def joined() -> Iterator[ast.JoinedStr]:
    return (n for n in nodes() if isinstance(n, ast.JoinedStr) and len(n.values) > 1)


def given_to(*names: str, position: int = 0) -> set[str]:
    """Constants that are given at a position to calls of any of the names."""
    calls = [n for n in nodes() if isinstance(n, ast.Call) and called(n) in names]
    given = [call.args[position] for call in calls if len(call.args) > position]
    return {str(node.value) for node in given if isinstance(node, ast.Constant)}


def named_as(name: str) -> set[str]:
    """Constants that are given by keyword to any call."""
    keywords = [k for n in nodes() if isinstance(n, ast.Call) for k in n.keywords]
    values = [k.value for k in keywords if k.arg == name]
    return {str(node.value) for node in values if isinstance(node, ast.Constant)} - {""}


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""
