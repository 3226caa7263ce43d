"""The resources of a file, with where each stands, and how one of them finds another.

Of several versions of one resource the latest stands: by its version, or else by its last update.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import PanelError, Place, Problem, Severity
from core.readers.cells import shown
from core.readers.fhir.document import Document
from core.readers.fhir.moments import parse_moment
from core.readers.fhir.resources import below

Members = Mapping[str, Any]

ALONE = ("Bundle", "Observation", "DiagnosticReport")
RESULTS = ("Observation", "DiagnosticReport")


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource: its kind, its members, where it stands, and the one that it is contained in."""

    kind: str
    members: Members
    place: Place
    url: str = ""
    container: "Entry | None" = None

    @property
    def id(self) -> str:
        """Return the id of the resource, or an empty text."""
        found = self.members.get("id")
        return found if isinstance(found, str) else ""

    @property
    def local(self) -> str:
        """Return what others in the same server call it, as in `Patient/1`."""
        return f"{self.kind}/{self.id}" if self.id else ""

    @property
    def base(self) -> str:
        """Return the address of the server that a reference of this resource begins at."""
        outer = self.container or self
        return outer.url.removesuffix(outer.local) if outer.local and "/" in outer.url else ""

    @property
    def contained(self) -> Iterator["Entry"]:
        """Iterate over the resources that stand inside this one."""
        for i, inner in enumerate(_listed(self.members.get("contained"))):
            if isinstance(inner, Mapping) and _kind(inner):
                place = below(self.place, f"contained[{i}]")
                yield Entry(_kind(inner), inner, place, container=self)


class Entries:
    """The resources of a file by kind and by what others call them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_kind: dict[str, list[Entry]] = {}
        self._by_name: dict[str, list[Entry]] = {}
        self._inside: dict[Place, dict[str, list[Entry]]] = {}
        for entry in entries:
            self._by_kind.setdefault(entry.kind, []).append(entry)
            for name in {entry.url, entry.local} - {""}:
                known = self._by_name.setdefault(name, [])
                # A patient may be sent along with every Bundle of a file.
                if not any(_is_resent(entry, other) for other in known[:1]):
                    known.append(entry)

    def of(self, kind: str) -> Sequence[Entry]:
        """Return the resources of a kind, in the order of the file, without contained ones."""
        return self._by_kind.get(kind, ())

    def find(self, reference: str, seeker: Entry) -> Entry | None:
        """Return the one resource that a reference of `seeker` means; None if not exactly one."""
        if reference.startswith("#"):
            return _only(self._contained(seeker.container or seeker).get(reference[1:], []))
        name = reference.partition("/_history/")[0]
        found = _only(self._by_name.get(seeker.base + name, []))
        if found is None:
            found = _only(self._by_name.get("/".join(name.split("/")[-2:]), []))
            # The same number on another server is another resource.
            is_elsewhere = seeker.base or "://" in name
            found = None if found and is_elsewhere and "://" in found.url else found
        return found

    def _contained(self, holder: Entry) -> Mapping[str, list[Entry]]:
        """Return the resources inside one by their ids; each is looked through once."""
        if holder.place not in self._inside:
            inside: dict[str, list[Entry]] = {}
            for inner in holder.contained:
                inside.setdefault(inner.id, []).append(inner)
            self._inside[holder.place] = inside
        return self._inside[holder.place]


def entries_of(document: Document, file: str) -> tuple[Entries, tuple[Problem, ...]]:
    """Return the resources of a document, and what is to be told of the whole.

    Raises PanelError where it is no FHIR, or of a kind that holds no results.
    """
    told = list(document.problems)
    found: list[Entry] = []
    for row, resource in document.resources:
        place = Place(file, row)
        if not isinstance(resource, Mapping) or not _kind(resource):
            raise PanelError("fhir.file.not_fhir", place)
        if row is None and _kind(resource) not in ALONE:
            raise PanelError("fhir.file.kind", place, kind=shown(_kind(resource)))
        found += _flattened(Entry(_kind(resource), resource, place), told)
    if not any(entry.kind in RESULTS for entry in found):
        raise PanelError("fhir.file.no_result", Place(file))
    return Entries(_latest(found, told)), tuple(told)


def _flattened(entry: Entry, told: list[Problem]) -> list[Entry]:
    """Return the resources of a Bundle, of Bundles in it too; any other resource is itself."""
    found: list[Entry] = []
    waiting = [entry]
    while waiting:
        next_one = waiting.pop()
        if next_one.kind == "Bundle":
            waiting += reversed(_entries(next_one, told))
        elif next_one.kind == "OperationOutcome":
            told.append(Problem("fhir.bundle.outcome", {}, next_one.place, Severity.NOTE))
        else:
            found.append(next_one)
    return found


def _entries(bundle: Entry, told: list[Problem]) -> list[Entry]:
    found = []
    faulty = 0
    for i, item in enumerate(_listed(bundle.members.get("entry"))):
        members = item if isinstance(item, Mapping) else {}
        resource = members.get("resource")
        if isinstance(resource, Mapping) and _kind(resource):
            url = members.get("fullUrl")
            place = below(bundle.place, f"entry[{i}].resource")
            found.append(
                Entry(_kind(resource), resource, place, url if isinstance(url, str) else "")
            )
        elif resource is not None or not members:
            faulty += 1
    if faulty:
        told.append(Problem("fhir.bundle.faulty", {"count": faulty}, bundle.place))
    links = _listed(bundle.members.get("link"))
    if any(isinstance(link, Mapping) and link.get("relation") == "next" for link in links):
        told.append(Problem("fhir.bundle.page", place=bundle.place, severity=Severity.NOTE))
    return found


def _latest(entries: Sequence[Entry], told: list[Problem]) -> list[Entry]:
    """Leave out the older versions; where no version says which is older, all stay."""
    latest: dict[str, Entry] = {}
    left: set[Place] = set()
    for entry in entries:
        name = entry.url or entry.local
        other = latest.get(name) if name else None
        order = 1 if other is None else _order(entry, other)
        if other is None or order == 0:
            latest[name or str(id(entry))] = entry
            continue
        older = other if order > 0 else entry
        latest[name] = entry if order > 0 else other
        left.add(older.place)
        if older.kind == "Observation":
            told.append(Problem("fhir.resource.older", place=older.place, severity=Severity.NOTE))
    return [entry for entry in entries if entry.place not in left]


def _order(one: Entry, other: Entry) -> int:
    """Return 1 where the first is the later version, -1 where it is the earlier, else 0."""
    for version in (_version, _updated):
        a, b = version(one), version(other)
        if a is not None and b is not None and a != b:
            return 1 if a > b else -1
    return 0


def _version(entry: Entry) -> float | None:
    text = _meta(entry, "versionId")
    return float(text) if text.isascii() and text.isdigit() else None


def _updated(entry: Entry) -> float | None:
    moment = parse_moment(_meta(entry, "lastUpdated"))
    return moment.timestamp() if moment is not None and hasattr(moment, "timestamp") else None


def _meta(entry: Entry, name: str) -> str:
    meta = entry.members.get("meta")
    found = meta.get(name) if isinstance(meta, Mapping) else ""
    return found if isinstance(found, str) else ""


def _kind(resource: Members) -> str:
    found = resource.get("resourceType")
    return found if isinstance(found, str) else ""


def _listed(found: object) -> Sequence[Any]:
    return found if isinstance(found, list) else ()


def _only(found: Sequence[Entry]) -> Entry | None:
    return found[0] if len(found) == 1 else None


def _is_resent(one: Entry, other: Entry) -> bool:
    return one.kind == other.kind and is_same(one.members, other.members)


def is_same(one: object, other: object) -> bool:
    """Say whether two parts of a file are alike; what is too deep to tell is not."""
    try:
        return one == other
    except RecursionError:
        return False
