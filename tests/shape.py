"""Reads the shape of code: imports, lengths in lines of code, what stands at module level.

Lines of code are lines without blanks, comments and docstrings, so that a function is not called
long for being well explained.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
AT_MODULE_LEVEL = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} |[\u3040-\u30ff\u4e00-\u9fff]{4,}")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def module(path: Path, root: Path) -> str:
    """The dotted name of a file: core/text/__init__.py is core.text."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Every module that a file imports anywhere but for types only; `from a import b` gives a.b."""
    typed = {id(n) for block in nodes(path) if is_type_checking(block) for n in ast.walk(block)}
    found: set[str] = set()
    for node in nodes(path):
        if id(node) in typed:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Chains of modules that lead back to where they began."""
    found: list[list[str]] = []
    done: set[str] = set()

    def follow(module: str, trail: list[str]) -> None:
        if module in trail:
            found.append([*trail[trail.index(module) :], module])
        elif module not in done:
            for target in sorted(targets(module)):
                follow(target, [*trail, module])
            done.add(module)

    def targets(module: str) -> set[str]:
        named = graph[module] | {m.rpartition(".")[0] for m in graph[module]}
        return {m for m in named if m in graph and m != module and not m.startswith(f"{module}.")}

    for start in graph:
        follow(start, [])
    return found


def statements(path: Path) -> list[ast.stmt]:
    """What stands at module level, docstring and front-door guard left out."""
    body = tree(path).body
    is_guard = isinstance(body[-1], ast.If) and "__name__" in ast.unparse(body[-1].test)
    return body[1 : -1 if is_guard else None]


def is_definition(statement: ast.stmt) -> bool:
    return isinstance(statement, AT_MODULE_LEVEL) or is_type_checking(statement)


def arithmetic(path: Path) -> list[str]:
    """Sums and products of values; joining paths and texts is none."""
    sums = [n for n in nodes(path) if isinstance(n, ast.BinOp | ast.AugAssign)]
    written = [ast.unparse(n) for n in sums if isinstance(n.op, OPERATORS)]
    return [w for w in written if "Path(" not in w and not re.search(r"['\"]", w)]


def sentences(path: Path) -> list[str]:
    """Texts of several words outside docstrings."""
    documented = {id(d) for node in nodes(path) if (d := docstring(node))}
    texts = [n for n in nodes(path) if isinstance(n, ast.Constant) and id(n) not in documented]
    return [n.value for n in texts if isinstance(n.value, str) and SENTENCE.search(n.value)]


def calls(path: Path) -> set[str]:
    return {ast.unparse(n.func) for n in nodes(path) if isinstance(n, ast.Call)}


def names(path: Path) -> set[str]:
    return {ast.unparse(n) for n in nodes(path) if isinstance(n, ast.Name | ast.Attribute)}


@cache
def code_lines(path: Path) -> frozenset[int]:
    """The numbers of the lines that hold code."""
    lines: set[int] = set()
    text = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NOT_CODE:
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in nodes(path):
        if (text_node := docstring(node)) is not None:
            lines -= set(range(text_node.lineno, (text_node.end_lineno or 0) + 1))
    return frozenset(lines)


def docstring(node: ast.AST) -> ast.Constant | None:
    if not isinstance(node, (ast.Module, *DEFINITIONS)) or ast.get_docstring(node) is None:
        return None
    first = node.body[0]
    return (
        first.value
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        else None
    )


def function_lengths(path: Path) -> dict[str, int]:
    """Lines of code of every function by its name and line."""
    code = code_lines(path)
    return {
        f"{node.name}:{node.lineno}": len(
            code & set(range(node.lineno, (node.end_lineno or 0) + 1))
        )
        for node in nodes(path)
        if isinstance(node, FUNCTIONS)
    }


def undocumented(path: Path) -> list[str]:
    """Public modules, classes, functions and methods without a docstring."""
    return [what for what, node in public(tree(path), path.stem) if ast.get_docstring(node) is None]


def public(
    node: ast.Module | ast.ClassDef, what: str
) -> Iterator[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    yield what, node
    for child in node.body:
        if isinstance(child, DEFINITIONS) and not child.name.startswith("_"):
            if isinstance(child, ast.ClassDef):
                yield from public(child, f"{what}.{child.name}")
            else:
                yield f"{what}.{child.name}", child
