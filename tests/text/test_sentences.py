import re
import tomllib
from string import Formatter

import pytest

from core.batch import PARTLY_READ
from core.evidence.assumptions import ASSUMPTIONS
from core.evidence.base_rates import BASE_RATES
from core.figures.rule_table import DISTANCE
from core.learning.performance import SUBSETS
from core.markers import REFERENCES
from core.scoring.applicability import RULES
from core.text import FOLDER, Language, flatten, text_in
from tests.text import keys

EN, JA = text_in(Language.EN).sentences, text_in(Language.JA).sentences
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
TWO_ENGLISH_WORDS = re.compile(r"[a-z]{3,} [a-z]{2,}")
# Names of things, the same in every language.
COMMANDS = re.compile(r"python -m core \w+|make \w+")

# Keys that the code never spells out, by the data that names them.
NAMED_BY_DATA = {
    "assumption.": "core/evidence/assumptions.toml",
    "cohort.name.": "the key of a Cohort",
    "report.methods.": "METHODS of core/report/marker_page.py",
}
# What would promise more than a simulation can; a sentence may only use it to deny it.
PROMISES = {
    Language.EN: r"diagnos|accura|predicts",
    Language.JA: "診断|予測精度|正診",
}
DENIALS = {Language.EN: r"\b(not|never|no)\b", Language.JA: "ない|ません|なく"}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("area", keys.AREAS)
def test_both_languages_have_the_same_keys(area: str) -> None:
    english, japanese = (
        dict(flatten(tomllib.loads((FOLDER / language / f"{area}.toml").read_text("utf-8")), area))
        for language in Language
    )
    assert english.keys() == japanese.keys()


def test_both_languages_have_the_same_files() -> None:
    english, japanese = ({p.name for p in (FOLDER / language).iterdir()} for language in Language)
    assert english == japanese


@pytest.mark.parametrize("key", EN)
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    assert placeholders(EN[key]) == placeholders(JA[key])


@pytest.mark.parametrize("key", EN)
def test_placeholders_are_plain_names(key: str) -> None:
    parsed = [part for part in Formatter().parse(EN[key]) if part[1] is not None]
    assert all(str(name).isidentifier() and not how and not conv for _, name, how, conv in parsed)


@pytest.mark.parametrize("key", EN)
def test_no_sentence_is_empty_or_left_untranslated(key: str) -> None:
    assert EN[key].strip()
    assert JA[key].strip()
    if TWO_ENGLISH_WORDS.search(COMMANDS.sub("", EN[key])):
        assert JAPANESE.search(JA[key])


@pytest.mark.parametrize("language", Language)
def test_no_sentence_promises_what_a_simulation_cannot(language: Language) -> None:
    sentences = {key: s.lower() for key, s in text_in(language).sentences.items()}
    promising = {key for key, s in sentences.items() if re.search(PROMISES[language], s)}
    denying = {key for key, s in sentences.items() if re.search(DENIALS[language], s)}
    assert promising - denying == set()


def test_every_key_the_code_spells_out_has_a_sentence() -> None:
    branches = {key.rsplit(".", n)[0] for key in EN for n in (1, 2)}
    assert keys.literal_keys() - EN.keys() - branches == set()


def test_every_key_put_together_from_parts_can_lead_to_a_sentence() -> None:
    dead = {p for p in keys.patterns() if not any(re.fullmatch(p, key) for key in EN)}
    assert dead == set()


def test_every_problem_and_error_has_a_sentence() -> None:
    used = keys.given_to("Problem", "PanelError", "CohortError", "ModelError", "ReportError")
    assert used - EN.keys() == set()


def test_every_sentence_is_used() -> None:
    used, patterns = keys.literal_keys(), [re.compile(p) for p in keys.patterns()]
    left = {
        key
        for key in EN.keys() - used
        if not key.startswith(tuple(NAMED_BY_DATA)) and not any(p.fullmatch(key) for p in patterns)
    }
    assert left == set()


def tails(area: str) -> set[str]:
    return {key.removeprefix(f"{area}.") for key in EN if key.startswith(f"{area}.")}


def test_every_caution_has_a_sentence_and_every_sentence_a_caution() -> None:
    # A rule that withholds markers gives its reason as a caution too.
    given = keys.given_to("Caution", "cautioned", "withholding")
    assert tails("caution") == given | {PARTLY_READ}


def test_every_reason_for_not_using_a_marker_has_a_sentence() -> None:
    scoring = keys.ROOT / "core" / "scoring"
    files = (scoring / "inputs.py", scoring / "clinic" / "inputs.py")
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    told = {key for key in tails("unused") if f'"{key}"' in source}
    assert tails("unused") == told | keys.given_to("withholding")


def test_every_written_rule_is_told_and_every_told_rule_written() -> None:
    rules = {*(rule.name for rule in RULES), DISTANCE}
    parts = {f"{name}.{part}" for name in rules for part in ("saw", "why", "does")}
    assert tails("rule") == parts | {"table", "column.saw", "column.why", "column.does"}


def test_every_reason_for_having_no_score_has_a_sentence() -> None:
    assert tails("no_score") == keys.named_as("refusal") | {"no_usable_marker"}


def test_every_assumption_has_a_sentence_and_every_sentence_an_assumption() -> None:
    assert tails("assumption") == {a.text.removeprefix("assumption.") for a in ASSUMPTIONS.values()}


def test_every_base_rate_subset_and_reference_has_a_name() -> None:
    assert tails("base_rate") == set(BASE_RATES)
    assert tails("subset") == set(SUBSETS)
    assert {tail.removeprefix("source.") for tail in tails("words") if "source." in tail} == set(
        REFERENCES
    )
