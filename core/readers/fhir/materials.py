"""Which codes and words for a material mean blood, serum or plasma, and which mean another.

JLAC10 numbers its materials 001 to 999; what is not listed as blood here is another material. Of
SNOMED CT and of HL7 v2 tables, which are open, only what is listed is judged: a code that is not
known says nothing, and the result is used.
"""

from collections.abc import Mapping

from core.readers.fhir.resources import Coding, Concept
from core.readers.names import Code, System, folded

# 017 blood, 018 whole blood, 019 whole blood with additive, 020 arterial, 021 capillary,
# 022 plasma, 023 serum. Not 024 to 039: cells, haemolysate, dried blood, cord blood, animals.
JLAC10_BLOOD = frozenset(("017", "018", "019", "020", "021", "022", "023"))
JLAC10_MATERIAL = slice(9, 12)
JLAC10_SYSTEMS = (
    "http://jpfhir.jp/fhir/core/CodeSystem/JP_ObservationSampleMaterialCode_CS",
    "http://jpfhir.jp/fhir/eCheckup/CodeSystem/jlac10-specimen-codes",
)
SNOMED = "http://snomed.info/sct"
V2_SYSTEMS = (
    "http://terminology.hl7.org/CodeSystem/v2-0487",
    "http://terminology.hl7.org/CodeSystem/v2-0070",
    "http://terminology.hl7.org/CodeSystem/v3-SpecimenType",
)
OTHER_SNOMED = frozenset(
    (
        "122575003",  # urine
        "276833005",  # urine of 24 hours
        "119342007",  # saliva
        "258560004",  # saliva
        "258610001",  # oral fluid
        "258450006",  # cerebrospinal fluid
        "119339001",  # stool
        "119334006",  # sputum
        "119341000",  # bile
        "440500007",  # dried blood spot
    )
)
OTHER_V2 = frozenset(
    ("UR", "URC", "URT", "URINB", "URINC", "URINM", "URINP", "RANDU", "SAL", "CSF", "STL", "SPT",
     "AMN", "SMN", "BLDCO", "BRTH", "BIFL", "PUS", "SNV")
)  # fmt: skip
OTHER_WORDS = frozenset(
    folded(word)
    for word in (
        "urine", "urine specimen", "random urine", "24 hour urine", "尿", "蓄尿", "早朝尿",
        "随時尿", "尿(含むその他)", "saliva", "saliva specimen", "唾液", "csf",
        "cerebrospinal fluid", "髄液",
        "stool", "feces", "faeces", "便", "sputum", "喀痰", "sweat", "汗", "bile", "胆汁",
        "dried blood spot", "dried blood spot specimen", "血液ろ紙", "ろ紙血", "羊水", "胸水",
        "腹水",
    )
)  # fmt: skip

OTHERS: Mapping[str, frozenset[str]] = {SNOMED: OTHER_SNOMED} | dict.fromkeys(V2_SYSTEMS, OTHER_V2)


def other_material(concept: Concept) -> str:
    """Return what a specimen is called where it is surely not blood, and else an empty text."""
    is_other = any(map(_is_other, concept.coding)) or any(
        folded(words) in OTHER_WORDS
        for words in (concept.text, *(c.display for c in concept.coding))
    )
    return concept.label if is_other else ""


def other_in_code(code: Code) -> str:
    """Return the material that a JLAC10 code names where it is not blood, else an empty text."""
    material = code.code.strip()[JLAC10_MATERIAL] if code.system is System.JLAC10 else ""
    return material if material.isdigit() and material not in JLAC10_BLOOD else ""


def _is_other(coding: Coding) -> bool:
    if coding.system in JLAC10_SYSTEMS:
        return coding.code.isdigit() and coding.code not in JLAC10_BLOOD
    return coding.code in OTHERS.get(coding.system, ())
