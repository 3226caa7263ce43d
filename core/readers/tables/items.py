"""Reads a part that is a long list: the rows of a sheet, or the shared strings.

Nearly all items of such a list are written alike, and regular expressions read those ten times as
fast as expat can tell Python of their tags. What is written otherwise goes to expat, as does all
that stands around the list; so expat judges whatever an expression does not account for to the last
character, and no document type is ever overlooked.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from core.readers.tables.markup import LIMIT_TAG_BYTES, LIMIT_TEXT, Markup
from core.readers.tables.package import Package

# No < or &, and no character that XML forbids or would change.
PLAIN = r"[^<&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
TEXT = rf"{PLAIN}(?:&(?:amp|lt|gt|quot|apos);{PLAIN})*"
ATTRIBUTES = r"""(?: [A-Za-z][\w.:-]*="[ !#-%'-;=?-~]*")*"""
ENTITY = re.compile("&([a-z]+);")
# Expat alone is faster where more items than this, and than were regular before, are not.
LEAST_BALANCE = 1_000
ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
# In text, XML forbids it.
SECTION_END = "]]>"


class Items(Protocol):
    """A kind of list: `name` is the tag of an item, `parent` the one around them."""

    name: str
    parent: str
    markup: Markup

    @property
    def is_between(self) -> bool:
        """Say whether expat has come to where an item may stand."""

    def begin(self, prefix: str) -> None:
        """Prepare for items with tags of a prefix."""

    def take(self, item: bytes) -> bool:
        """Take an item, without its end tag, if it is regular, or say that it is not."""


def read_items(package: Package, part: str, items: Items) -> Iterator[None]:
    """Read a part block by block; the caller takes what it has after each."""
    blocks = package.blocks(part)
    rest, taker = _opened(blocks, items)
    for block in chain([b""], blocks):
        rest += block
        if taker:
            rest = taker.take_whole(rest)
            if taker.has_ended or len(rest) > LIMIT_TAG_BYTES:
                taker = None
        if taker is None:
            items.markup.feed(rest)
            rest = b""
        yield
    items.markup.feed(rest)
    items.markup.close()
    yield


class Taker:
    """Takes items as long as it is certain where they end, and most of them are regular."""

    def __init__(self, items: Items, prefix: str) -> None:
        self.has_ended = False
        self._items = items
        self._end = f"</{prefix}{items.name}>".encode()
        self._balance = LEAST_BALANCE

    def take_whole(self, rest: bytes) -> bytes:
        """Take the items that are whole; return what is left."""
        *whole, left = rest.split(self._end)
        for i, item in enumerate(whole):
            if self._items.take(item):
                self._balance += 1
                continue
            self._balance -= 1
            self._items.markup.feed(item + self._end)
            # What looks like the end of an item may stand in a comment.
            is_certain = self._items.is_between and b"<!" not in item and b"<?" not in item
            if self._balance < 0 or not is_certain:
                self.has_ended = True
                return self._end.join([*whole[i + 1 :], left])
        return left


def _opened(blocks: Iterator[bytes], items: Items) -> tuple[bytes, Taker | None]:
    """Let expat read up to the first item; return what follows, and what can take it if any."""
    opening = re.compile(rf"<(\w+:|){items.parent}(?: [^<>]*)?(?<!/)>".encode(), re.ASCII)
    read = b""
    for block in blocks:
        read += block
        if found := opening.search(read):
            prefix = found[1].decode()
            items.markup.feed(read[: found.end()])
            items.begin(prefix)
            is_regular = items.markup.is_utf8 and items.is_between
            return read[found.end() :], Taker(items, prefix) if is_regular else None
        if len(read) > LIMIT_TAG_BYTES:
            break
    return read, None


def text_tag(prefix: str) -> str:
    """Return an expression for a tag with plain text, which is its group."""
    return rf'<{prefix}t(?: xml:space="preserve")?>({TEXT})</{prefix}t>'


def resolved(text: str) -> str:
    """Return text with its entities resolved. Raises ValueError for more than LIMIT_TEXT."""
    if len(text) > LIMIT_TEXT:
        raise ValueError("a cell longer than a spreadsheet's can be")
    return ENTITY.sub(lambda found: ENTITIES[found[1]], text) if "&" in text else text
