"""Which codes of FHIR for a material mean another than blood.

Of SNOMED CT and of HL7 v2 tables, which are open, only what is listed is judged: a code that is not
known says nothing, and the result is used.
"""

from collections.abc import Mapping

from core.readers.fhir.resources import Coding, Concept
from core.readers.materials import JLAC10_BLOOD, other_in_words

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
OTHERS: Mapping[str, frozenset[str]] = {SNOMED: OTHER_SNOMED} | dict.fromkeys(V2_SYSTEMS, OTHER_V2)


def other_material(concept: Concept) -> str:
    """Return what a specimen is called where it is surely not blood, and else an empty text."""
    is_other = any(map(_is_other, concept.coding)) or any(
        other_in_words(words) for words in (concept.text, *(c.display for c in concept.coding))
    )
    return concept.label if is_other else ""


def _is_other(coding: Coding) -> bool:
    if coding.system in JLAC10_SYSTEMS:
        return coding.code.isdigit() and coding.code not in JLAC10_BLOOD
    return coding.code in OTHERS.get(coding.system, ())
