import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial

import pypdf
import pytest

from core.errors import ReportError
from core.figures import words
from core.figures.basis import honesty, model_line
from core.figures.verdict import verdict
from core.panel import Panel
from core.readers.examples import example_panels
from core.report import render_pdf
from core.scoring.background import background
from core.scoring.model import Model
from core.scoring.score import Caution, NoScore, Result
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.report.pdfs import broken_rules, pages_of, squeezed
from tests.report.samples import (
    BACKGROUND,
    CLINIC,
    EVERYTHING,
    EVERYTHING_SCORE,
    NO_SCORE,
    NO_SEX,
    PRINTED,
    ROUTINE,
    ROUTINE_SCORE,
    measurement,
    panel,
    risk_score,
)

CASES: dict[str, tuple[Panel, Result]] = {
    "routine": (ROUTINE, ROUTINE_SCORE),
    "one marker": (panel(measurement("ua", 3.4)), risk_score(("ua", 0.8))),
    "no score": (NO_SEX, NO_SCORE),
    "nothing measured": (panel(), NO_SCORE),
    "every marker": (EVERYTHING, EVERYTHING_SCORE),
    "own clinic's model": (ROUTINE, risk_score(("ua", -0.8), model=CLINIC)),
    "beyond the axis": (ROUTINE, risk_score(("ua", 30.0))),
}
EIGHT_CAUTIONS = (
    "far_from_population",
    "haemolysed_bilirubin",
    "high_creatinine",
    "bilirubin_high",
    "medication",
    "age_unknown",
    "medication_unknown",
    "pregnancy_unknown",
)
NEVER_SAID = ("diagnos", "abnormal", "accuracy", "診断", "異常", "精度")

every_case = pytest.mark.parametrize(("of", "result"), CASES.values(), ids=CASES)
every_language = pytest.mark.parametrize("language", Language)


def rendered(
    of: Panel, result: Result, language: Language = Language.EN, printed: datetime = PRINTED
) -> bytes:
    return render_pdf(
        of, result, pre_test=0.0205, language=language, background=BACKGROUND, printed=printed
    )


@every_language
@every_case
def test_the_first_page_says_the_sentence_and_the_second_names_every_marker(
    of: Panel, result: Result, language: Language
) -> None:
    text, pages = text_in(language), pages_of(rendered(of, result, language))
    sentence = (
        words.no_score(text, result) if isinstance(result, NoScore) else verdict(text, result)
    )
    assert squeezed(sentence) in pages[0]
    assert of.patient.id in pages[0]
    table = "".join(pages[1:])
    for measured in of.measurements:
        assert squeezed(measured.marker.name(language)) in table
        assert squeezed(words.evidence(text, measured.marker, of.patient.sex)) in table


@every_language
@every_case
def test_each_page_carries_patient_time_number_model_and_the_honest_sentence(
    of: Panel, result: Result, language: Language
) -> None:
    text, pages = text_in(language), pages_of(rendered(of, result, language))
    for number, content in enumerate(pages, start=1):
        for said in (
            words.patient_line(text, of),
            text("report.printed", date=text.date(PRINTED)),
            text("report.page", page=number, pages=len(pages)),
            model_line(text, result.model),
            honesty(text, result.model),
        ):
            assert squeezed(said) in content


@every_language
@every_case
def test_the_pdf_is_tagged_and_archivable(of: Panel, result: Result, language: Language) -> None:
    pdf = rendered(of, result, language)
    assert broken_rules(pdf) == []
    root = pypdf.PdfReader(io.BytesIO(pdf)).root_object
    assert str(root["/Lang"]).startswith(language)
    assert "/StructTreeRoot" in root


@every_language
@every_case
def test_no_page_says_what_the_score_cannot(of: Panel, result: Result, language: Language) -> None:
    text = "".join(pages_of(rendered(of, result, language))).lower()
    assert [word for word in NEVER_SAID if word in text] == []


@every_language
@pytest.mark.parametrize("name", ["routine", "one marker", "no score", "nothing measured"])
def test_a_panel_of_few_markers_takes_two_pages(name: str, language: Language) -> None:
    assert len(pages_of(rendered(*CASES[name], language))) == 2


@every_language
@pytest.mark.parametrize("example", range(3))
def test_each_example_takes_two_pages(example: int, language: Language, model: Model) -> None:
    of = example_panels()[example]
    pdf = render_pdf(
        of,
        score(of, model),
        pre_test=0.0205,
        language=language,
        background=background(of, model),
        printed=PRINTED,
    )
    assert len(pages_of(pdf)) == 2


@every_language
def test_all_of_many_cautions_can_be_read(language: Language) -> None:
    text = text_in(language)
    said = replace(ROUTINE_SCORE, cautions=tuple(Caution(key) for key in EIGHT_CAUTIONS))
    pages = "".join(pages_of(rendered(ROUTINE, said, language)))
    assert all(squeezed(text(f"caution.{key}")) in pages for key in EIGHT_CAUTIONS)


def test_a_panel_of_every_marker_flows_to_further_pages() -> None:
    assert len(pages_of(rendered(EVERYTHING, EVERYTHING_SCORE))) > 2


def test_a_unit_keeps_its_micro_sign_and_its_power() -> None:
    text = "".join(pages_of(rendered(ROUTINE, ROUTINE_SCORE)))
    assert "read:7.0µmol/L" in text
    assert "4.6110⁶/µL" in text


def test_what_was_measured_below_the_limit_is_printed_so() -> None:
    assert "<0.01nmol/mL" in pages_of(rendered(ROUTINE, ROUTINE_SCORE))[1]


def test_without_a_background_the_strip_still_shows_the_score() -> None:
    pdf = render_pdf(
        ROUTINE,
        ROUTINE_SCORE,
        pre_test=0.5,
        language=Language.EN,
        background=None,
        printed=PRINTED,
    )
    assert "3.1times(0.93to10)" in pages_of(pdf)[0]


@pytest.mark.parametrize(
    "identity",
    [
        "#let x = 1",
        "$x^2$",
        "*A* _b_ `c`",
        "<A> @b",
        r"\n \u{41} //",
        '"quoted"',
        "髙橋﨑-12",
        "é-ß",
    ],
)
def test_an_id_is_shown_as_it_is(identity: str) -> None:
    pdf = rendered(panel(measurement("ua", 3.4), identity=identity), risk_score(("ua", 0.8)))
    assert squeezed(identity) in pages_of(pdf)[0]
    metadata = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert identity in str(metadata.title)


def test_a_long_id_is_shown_in_full_on_the_first_page() -> None:
    identity = "0123456789ABCDEF" * 16
    pdf = rendered(panel(measurement("ua", 3.4), identity=identity), risk_score(("ua", 0.8)))
    assert identity in pages_of(pdf)[0]


@pytest.mark.parametrize(("character", "code"), [("😀", "U+1F600"), ("\x01", "U+0001")])
def test_a_character_that_the_font_lacks_is_named_and_the_id_stays_out_of_the_exception(
    character: str, code: str
) -> None:
    of = panel(measurement("ua", 3.4), identity=f"secret-{character}-7")
    with pytest.raises(ReportError) as caught:
        rendered(of, risk_score(("ua", 0.8)))
    assert code in text_in(Language.EN).problem(caught.value.problem)
    assert "secret" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_character_that_was_refused_does_not_spoil_the_next_report() -> None:
    with pytest.raises(ReportError):
        rendered(panel(identity="😀"), NO_SCORE)
    assert len(pages_of(rendered(ROUTINE, ROUTINE_SCORE))) == 2


@every_language
def test_the_same_input_gives_the_same_bytes(language: Language) -> None:
    first = rendered(ROUTINE, ROUTINE_SCORE, language)
    assert rendered(EVERYTHING, EVERYTHING_SCORE, language) != first
    assert rendered(ROUTINE, ROUTINE_SCORE, language) == first


def test_eight_threads_at_once_give_what_one_gives() -> None:
    jobs = [
        partial(rendered, of, result, language)
        for of, result in CASES.values()
        for language in Language
    ]
    alone = [job() for job in jobs]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda job: job(), jobs * 3))
    assert together == alone * 3


def test_only_fonts_that_come_along_are_used() -> None:
    pdf = rendered(ROUTINE, ROUTINE_SCORE, Language.JA)
    embedded = set(re.findall(rb"/FontName/[A-Z]{6}\+(\w+)", re.sub(rb"\s", b"", pdf)))
    assert embedded == {b"NotoSansJP", b"DejaVuSansMono"}


@pytest.mark.parametrize("pre_test", [0.0, 1.0, -0.1])
def test_a_pre_test_probability_outside_is_refused(pre_test: float) -> None:
    with pytest.raises(ValueError, match="pre-test"):
        render_pdf(
            ROUTINE,
            ROUTINE_SCORE,
            pre_test=pre_test,
            language=Language.EN,
            background=None,
            printed=PRINTED,
        )
