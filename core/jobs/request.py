"""What a job is asked to do, and how it is handed to the process that does it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from core.cards import Plan, Protocol
from core.readers.corrections import NONE, Corrections


class Task(StrEnum):
    """What is done: a model trained, one tried on new people, one recalibrated to them."""

    TRAIN = "train"
    EVALUATE = "evaluate"
    RECALIBRATE = "recalibrate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A piece of long work: a plan, and the people as the clinic brought them in.

    `file` and `file_name` are what was uploaded, `groups` the second table that was joined by id;
    `cohort` is what the clinic calls the people, where that is not the name of the file.
    `model` is the name and version to evaluate or recalibrate; its own plan is used then, and of
    `plan` only group and levels. `protocol` is that of `core/learning` unless a test asks for less.
    """

    plan: Plan
    file: bytes
    file_name: str
    cohort: str = ""
    sheet: str = ""
    corrections: Corrections = NONE
    groups: tuple[bytes, str] | None = None
    is_made_up: bool = False
    task: Task = Task.TRAIN
    model: tuple[str, str] | None = None
    protocol: Protocol | None = None

    @property
    def name(self) -> str:
        """Return the name of the model that the work is about."""
        return self.model[0] if self.model else self.plan.name

    @property
    def data_sha256(self) -> str:
        """Return the hash of the table of people, and of the one that was joined to it."""
        joined = self.groups[0] if self.groups else b""
        return hashlib.sha256(self.file + joined).hexdigest()


class _Handed(msgspec.Struct):
    """A request on its way: corrections have a form of their own."""

    plan: Plan
    file: bytes
    file_name: str
    cohort: str
    sheet: str
    corrections: str
    groups: tuple[bytes, str] | None
    is_made_up: bool
    task: Task
    model: tuple[str, str] | None
    protocol: Protocol | None


def encoded(request: Request) -> bytes:
    """Write a request for the process that carries it out."""
    fields = {name: getattr(request, name) for name in _Handed.__struct_fields__}
    return msgspec.msgpack.encode(fields | {"corrections": request.corrections.to_json()})


def decoded(handed: bytes) -> Request:
    """Read what `encoded` wrote. Raises ValueError for what is cut short."""
    read = msgspec.msgpack.decode(handed, type=_Handed)
    fields = {name: getattr(read, name) for name in _Handed.__struct_fields__}
    return Request(**fields | {"corrections": Corrections.from_json(read.corrections)})
