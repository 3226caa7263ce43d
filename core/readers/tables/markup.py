"""Reads the XML of a workbook with expat, which no document type, and so no entity, reaches.

Names are taken without their prefix: to resolve it, expat would copy the name of a namespace, which
may be a megabyte long, for every tag.
"""

from collections.abc import Callable, Iterator

# Safe here, since a document type is refused below.
from xml.parsers import expat  # nosec B407

from core.readers.tables.package import MARKS, Package

LIMIT_SMALL_PART = 8 * 1024 * 1024
LIMIT_TAG_BYTES = 1 << 20
LIMIT_NAMES = 1_000
LIMIT_DEPTH = 100
TOO_DEEP = "tags within tags without an end"
# Twice what Excel lets a cell hold.
LIMIT_TEXT = 1 << 16

Tag = tuple[str, dict[str, str]]
Start = Callable[[str, dict[str, str]], None]


class Markup:
    """An expat parser that calls `start(name, attributes)` at each tag, and bears hostile bytes."""

    def __init__(self, package: Package, start: Start) -> None:
        self._package = package
        self._fed = 0
        self._encoding: str | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = start
        self.parser.StartDoctypeDeclHandler = _refuse_document_type
        self.parser.XmlDeclHandler = self._declare

    @property
    def is_utf8(self) -> bool:
        """Say whether the part declares no encoding but UTF-8."""
        return self._encoding is None or self._encoding.casefold() == "utf-8"

    def feed(self, block: bytes) -> None:
        """Read on. Raises TooLargeError for too many tags, and ValueError for an endless one."""
        self._package.spend(MARKS, block.count(b"<") + block.count(b"="))
        self.parser.Parse(block)
        self._fed += len(block)
        if self._fed - self.parser.CurrentByteIndex > LIMIT_TAG_BYTES:
            raise ValueError("a tag without an end")
        # Expat and Python keep each name for good.
        if len(self.parser.intern) > LIMIT_NAMES:
            raise ValueError("more names than workbooks have")

    def close(self) -> None:
        """End the part. Raises ExpatError if it breaks off."""
        self.parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only

    def _declare(self, version: str, encoding: str | None, standalone: int) -> None:
        del version, standalone
        self._encoding = encoding


def tags(package: Package, part: str) -> Iterator[Tag]:
    """Yield (name without its prefix, attributes) of every tag of a small part.

    Raises ValueError for one that is larger than LIMIT_SMALL_PART [bytes].
    """
    if package.size_of(part) > LIMIT_SMALL_PART:
        raise ValueError("a part that is always small is large")
    found: list[Tag] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > LIMIT_DEPTH:
            raise ValueError(TOO_DEEP)
        found.append((local(name), attributes))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    markup = Markup(package, start)
    markup.parser.EndElementHandler = end
    for block in package.blocks(part):
        markup.feed(block)
        yield from found
        found.clear()
    markup.close()


class LocalNames(dict[str, str]):
    """Names without their prefix, by the name with it."""

    def __missing__(self, name: str) -> str:
        """Take off its prefix."""
        self[name] = local(name)
        return self[name]


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def _refuse_document_type(*_: object) -> None:
    raise ValueError("a document type in a workbook")
