"""The rules of the tree, read from the code: who may import whom, how long things are."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests import shape

ROOT = Path(__file__).parents[1]
CORE, PAGES, TESTS = ROOT / "core", ROOT / "pages", ROOT / "tests"
CORE_FILES, PAGE_FILES = sorted(CORE.rglob("*.py")), sorted(PAGES.rglob("*.py"))
PROGRAM = [ROOT / "app.py", *CORE_FILES, *PAGE_FILES]
EVERY_FILE = [*PROGRAM, *sorted(TESTS.rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]

# Part of core -> the other parts it may import. What is not here may import nothing.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "text": {"errors"},
    "markers": {"errors"},
    "panel": {"errors", "markers"},
    "readers": {"errors", "markers", "panel", "text", "cohort"},
    "cohort": {"errors", "markers", "panel"},
    "cards": {"errors"},
    "evidence": {"markers", "panel", "cohort"},
    # The pickled classes live in learning, and what is trained is measured as it will be scored:
    # the two import each other by file, never in a circle (see below).
    "learning": {"errors", "markers", "panel", "cohort", "cards", "evidence", "scoring"},
    "scoring": {"errors", "markers", "panel", "cohort", "cards", "evidence", "learning"},
    "registry": {"errors", "cards", "scoring", "locking"},
    # A job reads what was brought in and trains on it, in a process of its own.
    "jobs": {"errors", "cohort", "cards", "readers", "learning", "scoring", "registry", "locking"},
    "figures": {"errors", "text", "markers", "panel", "readers", "cohort", "cards", "evidence",
                "scoring"},
    "report": {"errors", "text", "markers", "panel", "cohort", "cards", "evidence", "scoring",
               "figures"},
    "exports": {"errors", "text", "markers", "panel", "cohort", "cards", "evidence", "scoring",
                "figures"},
    "batch": {"errors", "text", "markers", "panel", "readers", "scoring"},
    "commands": {"errors", "text", "markers", "panel", "readers", "evidence", "learning", "scoring",
                 "batch", "report", "exports", "cohort", "figures", "cards", "registry", "jobs"},
    "__main__": {"errors", "text", "commands"},
}  # fmt: skip

# A library that is heavy or dangerous -> the only places that import it.
OWNERS = {
    "streamlit": {"app.py", "pages"},
    "joblib": {
        "core/scoring/artefact.py",
        "core/learning/writer.py",
        "core/learning/clinic_writer.py",
    },
    "pickle": set[str](),
    "plotly": {"core/figures"},
    "typst": {"core/report"},
    "sklearn": {"core/learning", "core/evidence/virtual_study.py"},
    "sqlalchemy": {"core/store"},
    "msgspec": {"core/readers/fhir", "core/cards/card.py", "core/jobs"},
    "pyarrow": {"core/readers/tables/plain.py"},
    "plotly.express": set[str](),
    "shap": set[str](),
    "statsmodels": set[str](),
    "scipy.stats": set[str](),
    "matplotlib": set[str](),
    "requests": set[str](),
}

# What would cost the first page a second or more; scikit-learn's own base takes scipy.stats along.
SLOW = ("statsmodels", "sklearn.linear_model", "sklearn.ensemble", "shap", "plotly.express",
        "matplotlib")  # fmt: skip
# Sums in pages, each with its reason.
SUMS = {"session().generation += 1": "counts how often a patient was forgotten"}

LONGEST_FUNCTION = 40
SPREAD = {"core": (8, 25), "pages": (12, 30), "tests": (8, 25)}
LONGEST_FILE = {"core": 250, "pages": 80, "tests": 300}
# Files that are longer, each with its reason.
LONGER_FILES: dict[str, str] = {}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def below(folders: set[str], path: Path) -> bool:
    return any(name(path) == folder or name(path).startswith(f"{folder}/") for folder in folders)


each_program_file = pytest.mark.parametrize("path", PROGRAM, ids=name)
each_core_file = pytest.mark.parametrize("path", CORE_FILES, ids=name)
each_page_file = pytest.mark.parametrize("path", PAGE_FILES, ids=name)


@each_core_file
def test_core_imports_go_one_way(path: Path) -> None:
    part = path.relative_to(CORE).parts[0].removesuffix(".py")
    imported = {m.split(".")[1] for m in shape.imports(path) if m.startswith("core.")}
    assert imported - {part} <= MAY_IMPORT.get(part, set())


@each_core_file
def test_core_knows_nothing_of_pages(path: Path) -> None:
    assert not {m for m in shape.imports(path) if m.split(".")[0] in {"pages", "app", "tests"}}


def test_no_two_files_import_each_other_in_a_circle() -> None:
    graph = {shape.module(p, ROOT): shape.imports(p) for p in PROGRAM}
    assert shape.circles(graph) == []


@each_page_file
def test_a_page_imports_only_core_streamlit_and_what_pages_share(path: Path) -> None:
    inside = {m for m in shape.imports(path) if m.startswith("pages")}
    assert all(m.startswith("pages.shared") for m in inside)


@pytest.mark.parametrize("library", OWNERS)
def test_a_heavy_library_is_imported_by_its_owner_only(library: str) -> None:
    importing = {
        path
        for path in PROGRAM
        if any(m == library or m.startswith(f"{library}.") for m in shape.imports(path))
    }
    assert {name(p) for p in importing if not below(OWNERS[library], p)} == set()


def test_what_the_first_page_needs_imports_nothing_slow() -> None:
    modules = sorted(m for p in PAGE_FILES for m in shape.imports(p) if m.startswith("core."))
    files = {m for m in modules for f in PROGRAM if shape.module(f, ROOT) == m}
    files |= {m.rpartition(".")[0] for m in modules}
    code = f"import sys, {', '.join(sorted(files))}; print(*sys.modules)"
    run = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(SLOW) & set(run.stdout.split()) == set()


@pytest.mark.parametrize("path", EVERY_FILE, ids=name)
def test_no_import_is_relative(path: Path) -> None:
    assert not [n for n in shape.nodes(path) if isinstance(n, ast.ImportFrom) and n.level]


@each_page_file
def test_a_page_holds_functions_and_draws_nothing_when_imported(path: Path) -> None:
    assert [ast.unparse(s) for s in shape.statements(path) if not shape.is_definition(s)] == []


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.py")), ids=name)
def test_a_page_opened_alone_leads_to_the_front_door(path: Path) -> None:
    last = shape.tree(path).body[-1]
    assert ast.unparse(last) == "if __name__ == '__main__':\n    st.switch_page('app.py')"


@each_page_file
def test_a_page_does_no_arithmetic(path: Path) -> None:
    assert [s for s in shape.arithmetic(path) if s not in SUMS] == []


@each_page_file
def test_a_page_knows_no_table_of_numbers(path: Path) -> None:
    assert not {m.split(".")[0] for m in shape.imports(path)} & {"pandas", "numpy", "scipy"}


@pytest.mark.parametrize("path", [ROOT / "app.py", *PAGE_FILES], ids=name)
def test_no_sentence_stands_in_pages(path: Path) -> None:
    assert shape.sentences(path) == []


@each_core_file
def test_core_prints_nothing_but_from_the_command_line(path: Path) -> None:
    if not below({"core/commands", "core/__main__.py"}, path):
        assert "print" not in shape.calls(path)


@each_core_file
def test_core_reads_no_environment_variable(path: Path) -> None:
    assert not {"os.environ", "os.getenv", "getenv", "environ"} & shape.names(path)


@each_program_file
def test_no_page_trusts_html(path: Path) -> None:
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")


@each_program_file
def test_only_the_shared_resources_are_cached_between_visitors(path: Path) -> None:
    cached = {n for n in shape.names(path) if n.startswith("st.cache_")}
    assert not cached or name(path) == "pages/shared/resources.py"


@pytest.mark.parametrize("path", EVERY_FILE, ids=name)
def test_no_function_is_long(path: Path) -> None:
    long = {f: n for f, n in shape.function_lengths(path).items() if n > LONGEST_FUNCTION}
    assert long == {}


@pytest.mark.parametrize("folder", SPREAD)
def test_functions_are_short_over_all(folder: str) -> None:
    paths = sorted((ROOT / folder).rglob("*.py"))
    lengths = sorted(n for path in paths for n in shape.function_lengths(path).values())
    median, nearly_longest = SPREAD[folder]
    assert lengths[len(lengths) // 2] <= median
    assert lengths[len(lengths) * 95 // 100] <= nearly_longest


@pytest.mark.parametrize("path", EVERY_FILE, ids=name)
def test_no_file_is_long(path: Path) -> None:
    folder = name(path).split("/", maxsplit=1)[0]
    if name(path) not in LONGER_FILES:
        assert len(shape.code_lines(path)) <= LONGEST_FILE.get(folder, 250)


@pytest.mark.parametrize("path", [p for p in EVERY_FILE if below({"tests"}, p)], ids=name)
def test_every_test_reads_as_a_sentence(path: Path) -> None:
    tests = [f for f in shape.function_lengths(path) if f.startswith("test_")]
    assert [t for t in tests if t.count("_") < 3] == []


@each_program_file
def test_whatever_is_public_has_a_docstring(path: Path) -> None:
    assert shape.undocumented(path) == []
