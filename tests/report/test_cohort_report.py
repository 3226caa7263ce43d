import io
import math
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from core.cohort import Comparison, Design
from core.cohort.overall.permanova import permanova
from core.errors import ReportError
from core.figures.groups import comparison_words
from core.figures.overall.permanova import permanova_statement
from core.readers.cohorts import read_cohort
from core.report.cohort_contents import cohort_contents
from core.report.cohort_methods import methods
from core.report.cohort_references import cited, method_references
from core.report.cohort_report import CohortReport, lead, render_cohort_report
from core.report.cohort_results import MOST_NAMED, results_content
from core.report.versions import ENGAWA, versions
from core.text import Language, text_in
from tests.report.cohorts import (
    ANALYTES,
    NOTE,
    PRINTED,
    compared,
    people,
    report_of,
)
from tests.report.pdfs import broken_rules, pages_of, squeezed

EN = text_in(Language.EN)
NEVER_SAID = ("abnormal", "accuracy", "predict", "異常", "精度", "予測")
each_language = pytest.mark.parametrize("language", Language)


def rendered(contents: CohortReport, language: Language = Language.EN) -> bytes:
    return render_cohort_report(contents, language=language, printed=PRINTED)


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compared()


@each_language
def test_the_first_page_says_what_is_compared_what_was_found_and_the_limits(
    found: Comparison, language: Language
) -> None:
    text = text_in(language)
    first, *_ = pages_of(rendered(report_of(found, language), language))
    for said in (
        "made-up",
        lead(text, found),
        text("cohort_report.limits.sentence"),
        text("cohort_report.facts.group", name="group 0", count="30"),
        text("cohort_report.facts.no_covariates"),
        text("cohort_report.methods.heading"),
        text.problem(NOTE),
    ):
        assert squeezed(said) in first


@each_language
def test_methods_count_the_tests_and_name_what_computed_them(
    found: Comparison, language: Language
) -> None:
    text = text_in(language)
    said = methods(text, found, is_shared=False)
    pages = "".join(pages_of(rendered(report_of(found, language), language)))
    assert all(squeezed(sentence) in pages for sentence in said)
    named = text("comparison.method_name.welch")
    count = sum(result.method == "welch" for result in found.results)
    assert text("cohort_report.methods.test", test=named, count=str(count)) in said[0]
    assert versions().line(text) in said[-1]


@each_language
def test_every_result_stands_in_the_table_the_smallest_p_first(
    found: Comparison, language: Language
) -> None:
    text = text_in(language)
    content = results_content(text, found)
    names = [row["cells"][0]["label"] for row in content["rows"]]
    assert names == [r.analyte.name(language) for r in comparison_words.tested(found)]
    assert content["rows"][0]["stands_out"]
    pages = "".join(pages_of(rendered(report_of(found, language), language)))
    for row in content["rows"]:
        assert len(row["cells"]) == len(content["columns"])
        # A power of ten is raised.
        labels = [cell["label"].replace("^-", "−") for cell in row["cells"]]
        assert all(squeezed(label) in pages for label in labels)


def test_what_could_not_be_compared_is_named_under_its_reason_once(found: Comparison) -> None:
    (item,) = results_content(EN, found)["not_compared"]["items"]
    (constant,) = (r for r in found.results if math.isnan(r.p))
    assert item["names"] == ANALYTES[-1]
    assert constant.reason is not None
    assert item["reason"] == EN.problem(constant.reason)


def test_a_long_list_of_what_was_not_compared_is_cut_and_counted() -> None:
    found = compared(people())
    none = found.results[-1]
    many = replace(found, results=(*found.results, *([none] * 40)))
    (item,) = results_content(EN, many)["not_compared"]["items"]
    assert item["names"].count(ANALYTES[-1]) == MOST_NAMED
    assert "29" in item["names"]


@each_language
def test_each_page_carries_cohort_time_number_versions_and_the_honest_sentence(
    found: Comparison, language: Language
) -> None:
    text = text_in(language)
    pages = pages_of(rendered(report_of(found, language), language))
    for number, content in enumerate(pages, start=1):
        for said in (
            "made-up",
            text("report.printed", date=text.date(PRINTED)),
            text("report.page", page=number, pages=len(pages)),
            versions().line(text),
            text("cohort_report.honesty.own"),
        ):
            assert squeezed(said) in content


CASES: dict[str, Design | dict[str, object]] = {
    "two groups": {},
    "adjusted": {"covariates": ("age",)},
    "in strata": {"strata": "sex"},
    "shared": {"is_shared": True},
    "ranks": {"choice": "ranks"},
}


@each_language
@pytest.mark.parametrize("case", CASES)
def test_the_pdf_is_tagged_and_archivable(case: str, language: Language) -> None:
    found = compared(**CASES[case])  # type: ignore[arg-type]
    pdf = rendered(report_of(found, language, is_shared=case == "shared"), language)
    assert broken_rules(pdf) == []
    root = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    assert str(root["/Lang"]).startswith(language)
    text = "".join(pages_of(pdf)).lower()
    assert [word for word in NEVER_SAID if word in text] == []


@each_language
def test_each_figure_has_its_caption_and_its_words_for_who_cannot_see(
    found: Comparison, language: Language
) -> None:
    text, contents = text_in(language), report_of(found, language)
    pdf = rendered(contents, language)
    pages = "".join(pages_of(pdf))
    for number, chart in enumerate(contents.charts, start=1):
        figure = text("cohort_report.figures.number", number=str(number))
        assert squeezed(f"{figure}. {chart.title}") in pages
        assert all(squeezed(note)[:30] in pages for note in chart.notes)
    assert alternatives(pdf) == [chart.words for chart in contents.charts]


def alternatives(pdf: bytes) -> list[str]:
    """The words of the figures, in the order of the structure."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, pypdf.generic.IndirectObject):
            node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        if isinstance(node, dict):
            if node.get("/S") == "/Figure" and "/Alt" in node:
                found.append(str(node["/Alt"]))
            walk(node.get("/K"))

    walk(pypdf.PdfReader(io.BytesIO(pdf)).root_object["/StructTreeRoot"])
    return list(dict.fromkeys(found))


def test_more_groups_than_fit_beside_each_other_take_a_page_on_its_side() -> None:
    def shapes(levels: int) -> set[bool]:
        found = compared(people(levels=levels))
        pdf = pypdf.PdfReader(io.BytesIO(rendered(report_of(found))))
        return {page.mediabox.width > page.mediabox.height for page in pdf.pages}

    assert shapes(3) == {False}
    assert shapes(4) == {False, True}


def test_a_report_on_as_many_groups_as_can_be_compared_is_whole() -> None:
    made = people(levels=6)
    contents = cohort_contents(EN, made, compared(made))
    assert len(contents.charts) == 6
    pages = "".join(pages_of(rendered(contents)))
    assert all(f"group{number}" in pages for number in range(6))


def test_a_table_of_many_pages_repeats_its_header() -> None:
    names = tuple(f"analyte {number} of a long table" for number in range(120))
    found = compared(people(names=names))
    pages = pages_of(rendered(report_of(found, charts=())))
    with_rows = [page for page in pages if "analyte" in page.replace("Analyte", "")]
    header = squeezed(EN("comparison.column.effect"))
    assert len(with_rows) > 3
    assert all(header in page for page in with_rows)


def test_where_nothing_could_be_compared_the_report_says_so() -> None:
    found = compared()
    none = replace(found, results=found.results[-1:], family=0)
    pages = pages_of(rendered(report_of(none, charts=())))
    assert squeezed(EN("cohort_report.lead.none")) in pages[0]
    assert squeezed(EN("cohort_report.results.none")) in "".join(pages)


def test_a_finding_in_all_analytes_at_once_is_told_with_its_sources() -> None:
    made = people(names=("a", "b", "c", "same"))
    found = compared(made)
    design = replace(found.design, analytes=("a", "b", "c"))
    overall = permanova_statement(EN, permanova(made, design), design)
    pages = pages_of(rendered(report_of(found, overall=overall)))
    assert squeezed(overall.words) in pages[0]
    assert "10.1111/j.1442-9993.2001.01070.pp.x" in "".join(pages)


def test_the_same_contents_give_the_same_bytes_in_any_thread(found: Comparison) -> None:
    reports = [(report_of(found, language), language) for language in Language]
    alone = [rendered(*report) for report in reports]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda one: rendered(*one), reports * 2)) == alone * 2


@pytest.mark.parametrize("where", ["name", "group", "analyte"])
def test_a_character_that_the_font_lacks_is_named_and_the_name_stays_out(where: str) -> None:
    odd = "secret-😀"
    if where == "name":
        contents = report_of(name=odd)
    elif where == "analyte":
        contents = report_of(compared(people(names=(odd, "b", "same"))))
    else:
        design = compared().design
        contents = report_of(charts=())
        levels = replace(design, levels=(odd, "group 1"))
        contents = replace(contents, comparison=replace(contents.comparison, design=levels))
    with pytest.raises(ReportError) as caught:
        rendered(contents)
    assert "U+1F600" in EN.problem(caught.value.problem)
    assert "secret" not in repr(caught.value)


def test_raised_and_lowered_digits_are_set_as_digits() -> None:
    names = ("CO₂ (10⁻⁹ mol/L)", "b", "same")
    pages = pages_of(rendered(report_of(compared(people(names=names)))))
    assert "CO2(10−9mol/L)" in "".join(pages)


def test_only_the_references_that_the_methods_name_are_listed(found: Comparison) -> None:
    listed = [one.named for one in cited(methods(EN, found, is_shared=False), ())]
    assert "10.1093/biomet/34.1-2.28" in listed
    assert "10.1038/s41592-019-0686-2" in listed
    assert "10.1093/biomet/38.3-4.330" not in listed
    assert "10.6084/m9.figshare.9958520" not in listed
    assert "10.6084/m9.figshare.9958520" in [one.named for one in cited((), ("shared",))]


def test_every_publication_that_a_method_names_has_its_reference() -> None:
    named = {one.named for one in method_references()}
    for key, sentence in EN.sentences.items():
        if key.startswith(("comparison.method.", "comparison.measure.", "comparison.rule.")):
            for said in re.findall(r"10\.\d{4,}/\S+?(?=[);,]|\.?$|\) )|ISBN [\d-]+", sentence):
                assert any(said.startswith(one[: len(said)]) for one in named), (key, said)


def test_each_reference_leads_to_its_doi_and_a_book_has_none() -> None:
    for one in method_references():
        assert one.citation.endswith(".")
        assert one.address == ("" if one.is_book else f"https://doi.org/{one.named}")


def test_the_version_is_that_of_the_last_entry_of_the_changelog(root: Path) -> None:
    entry = re.search(r"^## ([\d.]+)", (root / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert entry is not None
    assert entry[1] == ENGAWA


@each_language
@pytest.mark.parametrize("is_shared", [False, True])
def test_a_real_cohort_is_reported_whole(
    shared_data: Path, language: Language, is_shared: bool
) -> None:
    path = shared_data / "metabolomics" / "MTBLS161.xlsx"
    if not path.is_file():
        pytest.skip("MTBLS161.xlsx is not among ../shared/data")
    reading = read_cohort(path.read_bytes(), path.name)
    assert reading.cohort is not None
    cohort, text = replace(reading.cohort, is_shared=is_shared), text_in(language)
    found = compared(
        cohort,
        group="Chronic Fatigue Syndrome",
        levels=("non-CFS control", "CFS"),
        is_shared=is_shared,
    )
    contents = cohort_contents(text, cohort, found, reading.problems)
    pdf = rendered(contents, language)
    assert len(contents.charts) == 7
    assert broken_rules(pdf) == []
    assert len(pages_of(pdf)) <= 8
    assert squeezed(lead(text, found)) in pages_of(pdf)[0]
