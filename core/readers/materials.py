"""Which codes and words for a material mean blood, serum or plasma, and which mean another.

JLAC10 numbers its materials 001 to 999; what is not listed as blood here is another material. A
word that is not listed says nothing.
"""

from collections.abc import Iterable
from functools import cache

from core.errors import Problem, Severity
from core.markers import CATALOGUE
from core.readers.cells import shown
from core.readers.names import Code, System, folded

# 017 blood, 018 whole blood, 019 whole blood with additive, 020 arterial, 021 capillary,
# 022 plasma, 023 serum. Not 024 to 039: cells, haemolysate, dried blood, cord blood, animals.
JLAC10_BLOOD = frozenset(("017", "018", "019", "020", "021", "022", "023"))
JLAC10_MATERIAL = slice(9, 12)
BLOOD_WORDS = frozenset(
    folded(word)
    for word in (
        "serum", "plasma", "blood", "whole blood", "venous blood",
        "血清", "血漿", "全血", "血液", "静脈血",
    )
)  # fmt: skip
OTHER_WORDS = frozenset(
    folded(word)
    for word in (
        "urine", "urine specimen", "random urine", "24 hour urine", "尿", "蓄尿", "早朝尿",
        "随時尿", "尿(含むその他)", "saliva", "saliva specimen", "唾液", "csf",
        "cerebrospinal fluid", "髄液", "stool", "feces", "faeces", "便", "sputum", "喀痰", "sweat",
        "汗", "bile", "胆汁", "dried blood spot", "dried blood spot specimen", "血液ろ紙", "ろ紙血",
        "dbs", "羊水", "胸水", "腹水",
    )
)  # fmt: skip
# No name of a blood specimen holds one of these.
OTHER_STEMS = (
    "尿",
    "urin",
    "saliva",
    "唾液",
    "髄液",
    "cerebrospinal",
    "stool",
    "faec",
    "feces",
    "糞便",
)


def other_in_words(words: str) -> bool:
    """Say whether words name a material that is surely not blood: `尿(随時)`, `Urine, 24h`."""
    name = folded(words)
    return name in OTHER_WORDS or any(stem in name for stem in OTHER_STEMS)


def parse_material(text: str) -> Problem | None:
    """Refuse the material of a row of values where it is surely not blood."""
    if not other_in_words(text):
        return None
    return Problem("reader.row.not_blood", {"material": shown(text)}, severity=Severity.NOTE)


def material_in(code: Code) -> str:
    """Return the three characters of a JLAC10 code that number its material, if it has them."""
    if code.system is not System.JLAC10:
        return ""
    material = code.code.strip().replace("-", "")[JLAC10_MATERIAL]
    return material if len(material) == len("023") and material.isdigit() else ""


def other_in_codes(codes: Iterable[Code]) -> str:
    """Return what the codes of an analyte call its material where that is not blood, else "".

    A LOINC code names analyte and specimen in one; the catalogue lists those of its analytes in
    specimens that do not stand for blood.
    """
    for code in codes:
        material = material_in(code)
        if material and material not in JLAC10_BLOOD:
            return material
        if code.system is System.LOINC and code.code.strip() in _elsewhere():
            return code.display or code.code
    return ""


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(code for marker in CATALOGUE.values() for code in marker.other_specimen)
