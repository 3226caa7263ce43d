"""Which models there are, which of them scores, and where a new version is put.

Models are folders, `models/<name>/<version>/`, and nothing about them is kept elsewhere but which
one is active and which are retired: two lines in a small file of the server's own. Whoever changes
either holds a lock and reads again first, so that two servers at once lose nothing.
"""

from core.registry.entry import AnyCard, Entry
from core.registry.loading import digest, read_any_card
from core.registry.placing import NewVersion, change_card, new_version, sweep
from core.registry.registry import Registry
from core.registry.versions import RESERVED, check_name, next_version
from core.scoring.clinic.loading import load_any
from core.scoring.clinic.model import AnyModel

__all__ = [
    "RESERVED",
    "AnyCard",
    "AnyModel",
    "Entry",
    "NewVersion",
    "Registry",
    "change_card",
    "check_name",
    "digest",
    "load_any",
    "new_version",
    "next_version",
    "read_any_card",
    "sweep",
]
