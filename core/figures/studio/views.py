"""Which charts there are of a model, by name; page and report find them here.

The name of a view stands in `core/text/*/studio_chart.toml` under `studio_chart.view`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from core.cards import ClinicCard, Discrimination, External, Measured, Severity
from core.figures.chart import Chart
from core.figures.studio.calibration import calibration_chart
from core.figures.studio.candidates import candidates_chart
from core.figures.studio.decision import decision_chart
from core.figures.studio.drift import drift_chart
from core.figures.studio.fit import fit_chart
from core.figures.studio.group_numbers import group_numbers_chart
from core.figures.studio.learning import learning_chart
from core.figures.studio.markers import stability_chart, vip_chart
from core.figures.studio.permutation import permutation_chart
from core.figures.studio.profile import profile_chart
from core.figures.studio.roc import roc_chart
from core.figures.theme import Tokens
from core.text import Text

Draw = Callable[[Text, Tokens], Chart]
Views = Mapping[str, Draw]
# Name of a chart, the figures it needs, and how it is drawn.
Found = tuple[str, Sequence[object], Draw]


def views(card: ClinicCard) -> Views:
    """Return how to draw each chart that the card holds the figures of, by name, in order."""
    if card.discrimination:
        return _of_discrimination(card, card.discrimination)
    return _of_severity(card, card.severity) if card.severity else _of_strata(card)


def external_views(card: ClinicCard, external: External) -> Views:
    """Return how to draw each chart of an evaluation on new people, by name, in order."""
    drift: Draw = lambda text, tokens: drift_chart(text, card, external, tokens)  # noqa: E731
    return _filled((*_of_test(external), ("drift", external.drift, drift)))


def view_name(text: Text, name: str) -> str:
    """Name a chart, for the list that one is chosen from."""
    return text(f"studio_chart.view.{name}")


def _filled(found: Iterable[Found]) -> Views:
    """Leave out the charts of which there are no figures."""
    return MappingProxyType({name: draw for name, figures, draw in found if figures})


def _of_test(record: Discrimination | External) -> tuple[Found, ...]:
    """Return the charts that a test within the cohort and one on new people share."""
    return (
        ("roc", record.roc, lambda text, tokens: roc_chart(text, record, tokens)),
        (
            "calibration",
            record.calibration,
            lambda text, tokens: calibration_chart(text, record, tokens),
        ),
        ("decision", record.benefits, lambda text, tokens: decision_chart(text, record, tokens)),
    )


def _of_discrimination(card: ClinicCard, found: Discrimination) -> Views:
    stability: Draw = lambda text, tokens: stability_chart(text, card, tokens)  # noqa: E731
    return _filled(
        (
            *_of_test(found),
            ("stability", found.stability, stability),
            *_of_training(found, found.auc, "auc"),
        )
    )


def _of_severity(card: ClinicCard, found: Severity) -> Views:
    return _filled(
        (
            ("fit", found.pairs, lambda text, tokens: fit_chart(text, card, tokens)),
            ("vip", found.vips, lambda text, tokens: vip_chart(text, card, tokens)),
            *_of_training(found, found.q2, "q2"),
        )
    )


def _of_training(
    record: Discrimination | Severity, real: Measured, measure: str
) -> tuple[Found, ...]:
    """Return the charts that say how a model came about and what chance would have reached."""
    return (
        (
            "candidates",
            record.candidates,
            lambda text, tokens: candidates_chart(text, record, tokens),
        ),
        (
            "learning",
            record.learning,
            lambda text, tokens: learning_chart(text, record.learning, measure, tokens),
        ),
        (
            "permutation",
            record.permutation.null,
            lambda text, tokens: permutation_chart(text, record.permutation, real, measure, tokens),
        ),
    )


def _of_strata(card: ClinicCard) -> Views:
    strata = card.strata
    if strata is None:
        return MappingProxyType({})
    return _filled(
        (
            (
                "group_numbers",
                strata.numbers,
                lambda text, tokens: group_numbers_chart(text, strata, tokens),
            ),
            ("profile", strata.groups, lambda text, tokens: profile_chart(text, card, tokens)),
        )
    )
