"""Which field or marker a name or a code stands for: foreign names become ours here, only here.

FIELD_NAMES holds what stands beside the values, the catalogue the markers with their codes. Case,
width, spaces and underscores make no difference to a name; a code is taken to the letter.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from core.markers import CATALOGUE, Marker

FIELD_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        "id",
        "patient id",
        "patient",
        "pid",
        "sample id",
        "sampleid",
        "mrn",
        "患者id",
        "患者番号",
        "匿名id",
        "仮id",
        "カルテ番号",
        "id番号",
        "登録番号",
    ),
    "sex": ("sex", "gender", "性別"),
    "age": ("age", "age (years)", "age (y)", "年齢", "年齢(歳)"),
    # An age is worked out from it and the day of the draw; it is not kept itself.
    "birth": ("birth", "birth date", "birthdate", "date of birth", "dob", "生年月日", "誕生日"),
    "collected": (
        "collected",
        "collection time",
        "collection date",
        "collection datetime",
        "sampling time",
        "drawn",
        "採血日時",
        "採血日",
        "採取日時",
        "採取日",
        "採取日時分",
        "検体採取日",
        "検体採取日時",
        "検査日",
    ),
    "fasting": ("fasting", "空腹", "空腹時", "空腹時採血", "絶食"),
    "medication": ("medication", "drugs", "服薬", "服薬中", "内服", "内服薬"),
    "haemolysed": ("haemolysed", "hemolysed", "hemolyzed", "haemolysis", "hemolysis", "溶血"),
    "minutes_to_separation": (
        "minutes to separation",
        "分離までの分",
        "分離までの時間(分)",
        "血漿分離までの分",
        "血漿分離までの時間(分)",
    ),
    "pregnant": ("pregnant", "pregnancy", "妊娠", "妊娠中"),
    # The markers of a row that the laboratory may still change, joined by semicolons.
    "preliminary": ("preliminary", "中間報告"),
}
# What stands beside each result where a table has one result a row. A column "name" is not among
# them: it may hold the patient's.
RESULT_NAMES: Mapping[str, tuple[str, ...]] = {
    "item": (
        "marker",
        "analyte",
        "test",
        "test name",
        "item",
        "component",
        "項目",
        "項目名",
        "項目名称",
        "検査項目",
        "検査項目名",
        "検査項目名称",
        "検査名",
    ),
    "code": (
        "code",
        "test code",
        "analyte code",
        "loinc",
        "loinc code",
        "jlac10",
        "jlac10コード",
        "項目コード",
        "項目コード(jlac10)",
        "検査項目コード(jlac10)",
        "検査コード",
        "検査項目コード",
    ),
    "value": (
        "value",
        "result",
        "result value",
        "値",
        "結果",
        "結果値",
        "検査値",
        "検査結果",
        "検査結果値",
        "測定値",
    ),
    "unit": ("unit", "units", "単位"),
    "low": (
        "low",
        "lower",
        "lower limit",
        "reference low",
        "下限",
        "下限値",
        "基準下限",
        "基準値下限",
    ),
    "high": (
        "high",
        "upper",
        "upper limit",
        "reference high",
        "上限",
        "上限値",
        "基準上限",
        "基準値上限",
    ),
    "range": (
        "range",
        "reference range",
        "reference interval",
        "normal range",
        "基準値",
        "基準範囲",
        "基準区間",
        "参考基準値",
    ),
    "flag": ("flag", "abnormal flag", "h/l", "hl", "判定", "異常フラグ", "高低", "フラグ"),
    "status": ("status", "result status", "状態", "報告区分", "結果状態"),
    # What an export says twice, and the values above say already.
    "value_as_read": ("value as read",),
    "unit_as_read": ("unit as read",),
    "material": ("specimen", "material", "sample type", "材料", "検体", "検体種別", "検体材料"),
}
# Where a JLAC10 code may stop telling the analyte: behind its kind of result, its method, its
# circumstances, or the analyte itself.
JLAC10_ENDS = (17, 15, 9, 5)
# The long vowel of katakana is often typed as a dash: コレステロ－ル.
HYPHENS = re.compile("[\u2010-\u2015\u2212\u30fc]")


class System(StrEnum):
    """Who gave a code its meaning; LOCAL is the laboratory itself."""

    LOINC = "loinc"
    JLAC10 = "jlac10"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of an analyte, with the name that its system or laboratory shows for it."""

    system: System
    code: str
    display: str = ""


def folded(name: str) -> str:
    """Bring the ways of writing a name together: width, case, spaces, underscores, hyphens."""
    # Nothing in ASCII has another width, and most names are in it.
    narrow = name if name.isascii() else HYPHENS.sub("-", unicodedata.normalize("NFKC", name))
    return "".join(narrow.casefold().split()).replace("_", "")


def field_named(name: str) -> str:
    """Return the field of the context that a name stands for, or an empty text."""
    return _fields_by_name().get(folded(name), "")


def marker_named(name: str) -> Marker | None:
    """Return the marker that a name stands for, if it is known."""
    return _markers_by_name().get(folded(name))


def marker_coded(code: Code) -> Marker | None:
    """Return the marker that a code of LOINC or JLAC10 stands for, if it is known.

    Of a JLAC10 code the first five characters name the analyte; those of its material, where they
    are there, must name blood, serum or plasma.
    """
    if code.system is System.LOINC:
        return _markers_by_loinc().get(code.code.strip())
    if code.system is System.JLAC10:
        letters = code.code.strip().replace("-", "").upper()
        # The catalogue leaves the three characters of the material open.
        letters = f"{letters[:9]}???{letters[12:]}"
        known = (_markers_by_jlac10().get(letters[:end]) for end in JLAC10_ENDS)
        return next((marker for marker in known if marker), None)
    return None


@cache
def _markers_by_loinc() -> Mapping[str, Marker]:
    markers = CATALOGUE.values()
    return {c: m for m in markers for c in (m.loinc, *m.other_loinc) if c}


@cache
def _markers_by_jlac10() -> Mapping[str, Marker]:
    return {code: marker for marker in CATALOGUE.values() for code in marker.jlac10}


@cache
def _fields_by_name() -> Mapping[str, str]:
    every = {**FIELD_NAMES, **RESULT_NAMES}
    return {folded(name): field for field, names in every.items() for name in names}


@cache
def _markers_by_name() -> Mapping[str, Marker]:
    return {
        folded(name): marker
        for marker in CATALOGUE.values()
        for name in (marker.key, marker.symbol, *marker.names.values(), *marker.aliases)
    }
