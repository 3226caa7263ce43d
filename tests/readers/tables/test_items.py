import io
import re
from xml.parsers import expat

import pytest

from core.readers.tables.items import LEAST_BALANCE, read_items
from core.readers.tables.markup import LIMIT_TAG_BYTES, Markup
from core.readers.tables.package import BLOCK_BYTES, open_package
from tests.readers.files import package_of


class Numbers:
    """Numbers in a list: `<n>1</n>` is regular, and `<n a="b">1</n>` is not."""

    name, parent = "n", "list"

    def __init__(self, part: str) -> None:
        self.package = open_package(io.BytesIO(package_of("", a=part)), "panels.xlsx")
        self.markup = Markup(self.package, self._start)
        self.markup.parser.EndElementHandler = self._end
        self.markup.parser.CharacterDataHandler = self._text
        self.taken: list[str] = []
        self.by_expat: list[str] = []
        self._depth = 0

    @property
    def is_between(self) -> bool:
        return self._depth == 1

    def begin(self, prefix: str) -> None:
        self._match = re.compile(f"<{prefix}n>([0-9]+)".encode()).fullmatch

    def take(self, item: bytes) -> bool:
        found = self._match(item)
        if found:
            self.taken.append(found[1].decode())
        return found is not None

    def read(self) -> tuple[list[str], list[str]]:
        for _ in read_items(self.package, "a", self):
            pass
        return self.taken, self.by_expat

    def _start(self, *_: object) -> None:
        self._depth += 1

    def _end(self, _: str) -> None:
        self._depth -= 1

    def _text(self, data: str) -> None:
        if self._depth > 1:
            self.by_expat.append(data)


@pytest.mark.parametrize(
    ("part", "taken", "by_expat"),
    [
        ("<list><n>1</n><n>2</n></list>", "12", ""),
        ("<list/>", "", ""),
        ("<list></list>", "", ""),
        ("<list a='b' ><n>1</n></list>", "1", ""),
        ("<x:list xmlns:x='y'><x:n>1</x:n></x:list>", "1", ""),
        ("<list><n>1</n><n a='b'>2</n><n>3</n></list>", "13", "2"),
        ("<list><n>1</n><!-- --><n>2</n><n>3</n></list>", "1", "23"),
        ("<list><n>1</n><?x ?><n>2</n><n>3</n></list>", "1", "23"),
        ("<list><n>1</n><o><n>2</n><n>3</n></o><n>4</n></list>", "1", "234"),
        ("<!-- <list> --><list><n>1</n></list>", "", "1"),
        ("<other><list><n>1</n></list></other>", "", "1"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><list><n>1</n></list>', "", "1"),
        ("<list><n>1</n></list><!-- <n>2</n> -->", "1", ""),
        (f"<list>{' ' * BLOCK_BYTES}<n a=''>1</n>{' ' * BLOCK_BYTES}</list>", "", "1"),
        (f"<list><n a=''>1</n>{' ' * BLOCK_BYTES}</list>", "", "1"),
        (f"<list>{' ' * (LIMIT_TAG_BYTES + BLOCK_BYTES)}<n>1</n></list>", "", "1"),
        (f"{' ' * (LIMIT_TAG_BYTES + BLOCK_BYTES)}<list><n>1</n></list>", "", "1"),
    ],
)
def test_what_is_regular_is_taken_and_the_rest_goes_to_expat(
    part: str, taken: str, by_expat: str
) -> None:
    assert Numbers(part).read() == (list(taken), list(by_expat))


def test_a_list_that_is_mostly_irregular_is_left_to_expat() -> None:
    irregular = "<n a=''>1</n>"
    few = Numbers(f"<list>{irregular * LEAST_BALANCE}<n>2</n></list>").read()
    assert few == (["2"], ["1"] * LEAST_BALANCE)
    many = Numbers(f"<list>{irregular * (LEAST_BALANCE + 1)}<n>2</n></list>").read()
    assert many == ([], [*["1"] * (LEAST_BALANCE + 1), "2"])


@pytest.mark.parametrize(
    "part", ["<list><n>1</n>", "<list><n>1</n></list></list>", "<list><n>", ""]
)
def test_a_list_that_breaks_off_is_refused(part: str) -> None:
    with pytest.raises(expat.ExpatError):
        Numbers(part).read()
