"""Sample files of every format, made up, and ways to break them at random."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random
from typing import Any

from core.exports import bundle_bytes, long_bytes, wide_bytes
from core.readers.examples import example_panels
from core.readers.templates import template_xlsx

HL7 = (
    b"MSH|^~\\&|LAB|CLINIC|||20261002091500+0900||ORU^R01|1|P|2.5||||||UNICODE UTF-8\r"
    b"PID|1||A-014^^^LAB^MR||MADE^UP||20020401|M\r"
    b"OBR|1|||24323-8^panel^LN|||20261002091000+0900|||||||||||||||20261002101500||CH|F\r"
    b"OBX|1|NM|3084-1^Urate^LN||3.4|mg/dL|3.7-7.8|L|||F|||20261002091000\r"
    b"OBX|2|SN|30522-7^CRP^LN||<^0.1|mg/dL|||||C\r"
    b"OBX|3|NM|1975-2^Bilirubin^LN||0.8\\T\\|mg/dL||||||P\r"
    b"SPM|1|||SER^Serum|||||||P||||||20261002091000\r"
)
LINES = """患者ID: A-014 性別: 男 年齢: 24歳
採血日時 2026/10/02 09:10
T-Bil 0.8 mg/dL 0.4-1.5
尿酸	8.9 H	mg/dL	(3.7～7.8)
CRP <0.1 mg/dL
HDL-C
45
mg/dL
"""
# What readers know, so that a mutated file is not merely refused at its door.
TOKENS = (
    b",", b";", b"\t", b"\n", b"\r\n", b"\r", b'"', b"\xef\xbb\xbf", b"\x00", b"\xff", b"|", b"^",
    b"~", b"\\", b"&", b"<", b">", b"=", b"-", b"%", b"e999", b"1e-320", b"NaN", b"Infinity", b"0",
    b"-1", b"1,234", b"0,5", b"99999999999999999999", b"mg/dL", b"umol/L", b"UA", b"id", b"male",
    b"\xe5\xb0\xbf\xe9\x85\xb8", b"\x8e\x46", b"2026-10-02", b"02/10/2026", b"R8.10.2", b"OBX|",
    b"MSH|", b"PID|", b"SPM|", b"{", b"}", b"[", b"]", b"null", b"true", b'"value":', b"\\u0000",
    b'"resourceType":"Observation"', b"\\X0D\\", b"\x0b", b"\x1c\r", b"\x1b$B", b"\xe2\x80\xa8",
)  # fmt: skip
LEAVES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**30, 0.1, "", " ", "x", [], {}, [[]], [None], {"value": 1},
    "2026", "2026-10-02T09:10:00Z", "final", "entered-in-error", "preliminary", "<", "mg/dL",
    "umol/L", "http://loinc.org", "3084-1", "Patient/x", "urn:uuid:x", "male", "\ud800",
)  # fmt: skip
INSIDE = 0.8
MOST_CHANGES = 6
LONGEST_PIECE = 60


def samples() -> Mapping[str, bytes]:
    """Return one sample by the ending of its format; `long` and `lines` stand for csv and txt."""
    panels = example_panels()
    bundle = bundle_bytes(panels[1:2])
    entries = json.loads(bundle)["entry"]
    return {
        "csv": wide_bytes(panels),
        "long": long_bytes(panels[:1]),
        "tsv": wide_bytes(panels).replace(b",", b"\t"),
        "xlsx": template_xlsx(),
        "json": bundle,
        "ndjson": b"\n".join(json.dumps(entry["resource"]).encode() for entry in entries),
        "hl7": HL7,
        "txt": LINES.encode(),
        "lines": LINES.encode("cp932", "ignore"),
    }


def mutated(ending: str, data: bytes, random: Random) -> bytes:
    """Return a sample with a few random changes; of a workbook, a part is changed, or the whole."""
    # Most changes would make it no workbook and no JSON at all.
    if random.random() < INSIDE:
        if ending == "xlsx":
            return _with_changed_part(data, random)
        if ending == "json":
            tree = json.loads(data)
            for _ in range(random.randint(1, MOST_CHANGES)):
                _change_leaf(tree, random)
            return json.dumps(tree).encode()
    return _changed(data, random)


def _change_leaf(tree: Any, random: Random) -> None:  # noqa: ANN401 - any JSON
    """Walk down a tree at random, and replace, remove or repeat what is there."""
    while True:
        keys = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
        if not keys:
            return
        key = random.choice(keys)
        inside = tree[key]
        if isinstance(inside, dict | list) and inside and random.random() < INSIDE:
            tree = inside
            continue
        kind = random.randrange(3)
        if kind == 0:
            # A copy: the next change may be inside it.
            tree[key] = deepcopy(random.choice(LEAVES))
        elif kind == 1:
            del tree[key]
        elif isinstance(tree, list):
            tree.append(inside)
        else:
            tree[key] = [inside]
        return


def _with_changed_part(data: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = random.choice(list(parts))
    parts[changed] = _changed(parts[changed], random)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


def _changed(data: bytes, random: Random) -> bytes:
    for _ in range(random.randint(1, MOST_CHANGES)):
        data = random.choice(CHANGES)(data, random)
    return data


def _piece(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.randint(1, LONGEST_PIECE))


def _flip(data: bytes, random: Random) -> bytes:
    if not data:
        return data
    place = random.randrange(len(data))
    return data[:place] + bytes([random.randrange(256)]) + data[place + 1 :]


def _insert(data: bytes, random: Random) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(TOKENS) + data[place:]


def _delete(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random)
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random)
    return data[:end] + data[start:end] * random.randint(1, 20) + data[end:]


def _move(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random)
    rest = data[:start] + data[end:]
    place = random.randint(0, len(rest))
    return rest[:place] + data[start:end] + rest[place:]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _flip,
    _flip,
    _insert,
    _insert,
    _delete,
    _repeat,
    _move,
    _cut,
)
