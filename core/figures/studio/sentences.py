"""What is said of a clinic's model before any figure: how well it does, how sure that is."""

from collections.abc import Iterable, Mapping

from core.cards import ClinicCard, Discrimination, External, Measured, Severity, Strata, Warned
from core.figures.studio.names import feature_names, target_name
from core.figures.studio.numbers import decimal, in_unit, measured
from core.figures.studio.roc import reach
from core.text import Text, number

HUNDRED = 100
# How a warning lists features.
LISTED = ", "


def headline(text: Text, card: ClinicCard) -> str:
    """Say in one sentence how well the model does, and how sure that is."""
    if card.discrimination:
        return _discrimination(text, card.discrimination)
    if card.severity:
        return _severity(text, card, card.severity)
    return _strata(text, card.strata) if card.strata else text("studio_chart.headline.nothing")


def external_headline(text: Text, external: External) -> str:
    """Say in one sentence how well a model did on the people of another cohort."""
    return text(
        f"studio_chart.headline.external_{reach(external.auc)}",
        **_pairs(text, external.auc),
        cases=f"{external.cases:,}",
        controls=f"{external.controls:,}",
    )


def caution_sentences(text: Text, card: ClinicCard) -> tuple[str, ...]:
    """Say what must be kept in mind: made-up people first, then what was found in training."""
    made_up = (text("studio_chart.caution.made_up"),) if card.is_made_up else ()
    return (*made_up, *warned_sentences(text, card, card.warnings))


def warned_sentences(text: Text, card: ClinicCard, warnings: Iterable[Warned]) -> tuple[str, ...]:
    """Say each warning; one of another version by its name."""
    names = feature_names(text, card)
    # A file's own title stands in a warning where there is one; both lead to what is shown.
    names |= {f.title: names[f.key] for f in card.features if f.title}
    return tuple(dict.fromkeys(_warned(text, one, names) for one in warnings))


def _warned(text: Text, one: Warned, names: Mapping[str, str]) -> str:
    key = f"warning.{one.key}"
    if key not in text:
        return text("studio_chart.caution.unknown", key=one.key)
    details = {name: _named(text, value, names) for name, value in one.details.items()}
    return text(key, **details)


def _named(text: Text, value: str | float, names: Mapping[str, str]) -> str | float:
    """Name features by what is shown of them, in a list too; other details stay."""
    if not isinstance(value, str):
        return value
    if value in names:
        return names[value]
    parts = value.split(LISTED)
    known = [names.get(part, part) for part in parts]
    return value if known == parts else text("words.list").join(known)


def _pairs(text: Text, auc: Measured) -> dict[str, str]:
    """Return an AUC with its interval, and as pairs of a case and a control of a hundred."""
    return {"auc": measured(text, auc), **_hundredths(text, auc)}


def _hundredths(text: Text, figure: Measured) -> dict[str, str]:
    """Return a share and its interval in whole hundredths."""
    whole, low, high = (
        decimal(HUNDRED * end, 0) for end in (figure.value, figure.low, figure.high)
    )
    return {"share": whole, "between": text("words.between", low=low, high=high)}


def _discrimination(text: Text, found: Discrimination) -> str:
    return text(
        f"studio_chart.headline.auc_{reach(found.auc)}",
        **_pairs(text, found.auc),
        cases=f"{found.cases:,}",
        controls=f"{found.controls:,}",
    )


def _severity(text: Text, card: ClinicCard, found: Severity) -> str:
    key = "q2" if found.q2.low > 0 else "q2_around" if found.q2.high >= 0 else "q2_below"
    return text(
        f"studio_chart.headline.{key}",
        target=target_name(text, card),
        **_hundredths(text, found.q2),
        q2=measured(text, found.q2),
        rmse=in_unit(text, measured(text, found.rmse), found.unit),
        sd=in_unit(text, number(found.sd), found.unit),
        people=f"{found.people:,}",
    )


def _strata(text: Text, found: Strata) -> str:
    if found.chosen == 1:
        return text("studio_chart.headline.strata_one", people=f"{found.people:,}")
    sizes = text("words.list").join(f"{group.people:,}" for group in found.groups)
    chosen = next((one for one in found.numbers if one.groups == found.chosen), None)
    count = {"count": f"{found.chosen}", "sizes": sizes, "people": f"{found.people:,}"}
    if chosen is None or chosen.stability is None:
        return text("studio_chart.headline.strata_unsure", **count)
    return text("studio_chart.headline.strata", **count, stability=measured(text, chosen.stability))
