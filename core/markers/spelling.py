"""From the spelling of a unit in a file to its UCUM code.

What people print is read without regard to case, width and spaces, since no two units of one
marker differ by these alone; `G/L` is the one spelling with two readings, grams or thousand
millions in a litre, and the marker decides. Where the source says that it writes UCUM, a code
counts to the letter, as UCUM wants it: `MG/DL` is no code. A litre is `l` or `L` in UCUM too.
An annotation as in `mg{creat}/dL` changes what is meant, so a unit with one stays unknown, but
for the cells that are counted.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from core.markers.dimensions import ALONE, DIMENSIONS, is_count

OTHER_SPELLINGS: Mapping[str, str] = {
    "iu/l": "[IU]/L",
    "iu/ml": "[IU]/mL",
    "miu/ml": "m[IU]/mL",
    "k/ul": "10*3/uL",
    "m/ul": "10*6/uL",
    "thousand/ul": "10*3/uL",
    "million/ul": "10*6/uL",
    "百/ul": "10*2/uL",
    "千/ul": "10*3/uL",
    "万/ul": "10*4/uL",
    "10000/ul": "10*4/uL",
    "百万/ul": "10*6/uL",
    "個/ul": "/uL",
    "cells/ul": "/uL",
    "giga/l": "10*9/L",
    "gpt/l": "10*9/L",
    "t/l": "10*12/L",
    "tera/l": "10*12/L",
    "tpt/l": "10*12/L",
    # No code of UCUM, but nothing else either.
    "meq/l": "meq/L",
    "um3": "fL",
    "um^3": "fL",
    "mmol/molhb": "mmol/mol",
    "arb": "{arb}",
    "arb.unit": "{arb}",
    "任意単位": "{arb}",
}
GIGA = re.compile(r"\s*[GＧ]\s*[/／]")
GRAMS_OR_GIGA = ("g/L", "10*9/L")

RAISED = re.compile("(⁻?)([⁰¹²³⁴-⁹]+)")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
DOTS_AND_MINUS = str.maketrans("·⋅−", "..-")
COUNTED = re.compile(r"\{(?:cells?|rbcs?|wbcs?|plts?|platelets?|#)\}", re.IGNORECASE)
# In this order: each brings one way of writing to the one that the next expects.
REWRITINGS = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"\s+(?=[dmuμ]?l\^?-1$)", "."),
        (r"\s+", ""),
        # A lone mu is no unit: µ/L must not become U/L.
        (r"μ(?=[a-z])", "u"),
        (r"\.([dmu]?l)\^?-1$", r"/\1"),
        (r"^mc(?=g|mol|kat)", "u"),
        (r"^([mun]?)gms?(?=[/%])", r"\1g"),
        (r"^([mun]?g)%$", r"\1/dL"),
        (r"/100ml$", "/dL"),
        (r"^[×x*]?10(?:\^|\*{1,2}|e)([0-9]+)", r"10*\1"),
        (r"/(?:mm\^?3|cumm)$", "/uL"),
    )
)
LITRE = re.compile(r"(?<=/)([dmu]?)l$")
MOST_SEEN = 4096


def canonical(text: str, *, is_coded: bool = False) -> str | None:
    """Return the UCUM code of a unit as people write it, or None for one not known here."""
    return next(iter(readings(text, is_coded=is_coded)), None)


def readings(text: str, *, is_coded: bool = False) -> tuple[str, ...]:
    """Return the UCUM codes that a spelling may stand for: mostly one, none if it is not known.

    `is_coded` says that the source declares its units to be UCUM.
    """
    seen = _seen().get((text, is_coded))
    if seen is not None:
        return seen
    read = _coded(text) if is_coded else _spelled(text)
    # Only what is a unit is remembered: anything else a cell holds is not ours to keep.
    if read and len(_seen()) < MOST_SEEN:
        _seen()[text, is_coded] = read
    return read


def _spelled(text: str) -> tuple[str, ...]:
    plain = COUNTED.sub("", text)
    code = _codes().get(_rewritten(plain).casefold())
    if code is None or (plain != text and not is_count(code)):
        return ()
    return GRAMS_OR_GIGA if code == "g/L" and GIGA.match(text) else (code,)


def _coded(text: str) -> tuple[str, ...]:
    """Leave out the codes that the text would be but for its case."""
    letters = LITRE.sub(r"\1L", _rewritten(COUNTED.sub("", text))).replace("[iU]", "[IU]")
    near = letters.casefold()
    is_spelling = near in OTHER_SPELLINGS
    return tuple(c for c in _spelled(text) if c == letters or is_spelling or c.casefold() != near)


def _rewritten(text: str) -> str:
    """Bring the ways of writing a unit together, but for case."""
    # Before NFKC, which would make 103 of 10³.
    text = RAISED.sub(lambda m: f"{'-' if m[1] else '^'}{m[2].translate(SUPERSCRIPTS)}", text)
    if any(c.isdigit() and not c.isdecimal() for c in text):
        return ""  # the same for ①
    text = unicodedata.normalize("NFKC", text).translate(DOTS_AND_MINUS).strip()
    for pattern, written in REWRITINGS:
        text = pattern.sub(written, text)
    return text


@cache
def _codes() -> Mapping[str, str]:
    codes = [code for sizes in DIMENSIONS for code in sizes] + list(ALONE)
    return {code.casefold(): code for code in codes} | dict(OTHER_SPELLINGS)


@cache
def _seen() -> dict[tuple[str, bool], tuple[str, ...]]:
    """Return the units met so far, the one dictionary of the process."""
    return {}
