"""Written rules on specimen and population: what each saw, and what the score does then.

To add a rule: write a function Panel -> Verdict whose docstring says why and from what source; add
it to RULES with its grade and sources; put its sentences into `core/text/*/caution.toml` or
`unused.toml`, and what it looks at, why and what the score does then into `rule.toml`.
"""

from core.markers import Grade
from core.panel import Panel
from core.scoring.applicability.circumstances import (
    circumstances_are_stated,
    intervals_are_the_laboratorys,
)
from core.scoring.applicability.organs import (
    bilirubin_not_high,
    kidneys_filter,
    liver_is_unharmed,
)
from core.scoring.applicability.patient import (
    age_within_population,
    free_of_drugs,
    not_a_child,
    not_pregnant,
    sex_and_pregnancy_agree,
    sex_is_stated,
)
from core.scoring.applicability.specimen import (
    bilirubin_without_haemolysis,
    drawn_fasting,
    not_haemolysed,
    promptly_separated,
    sum_is_plausible,
)
from core.scoring.applicability.values import results_are_final, values_are_plausible
from core.scoring.applicability.verdict import Rule, Verdict, rule

__all__ = ["RULES", "Rule", "Verdict", "examine"]

# In the order in which a reader is told: what was seen first, what nobody stated last. The last
# rule speaks only of what the others leave to be scored.
RULES: tuple[Rule, ...] = (
    rule(sex_is_stated, Grade.A, "setoyama-2022", "hayakawa-2018"),
    rule(sex_and_pregnancy_agree),
    rule(not_pregnant),
    rule(not_a_child, Grade.B, "cabinet-office-2022"),
    rule(values_are_plausible),
    rule(results_are_final),
    rule(promptly_separated, Grade.A, "nuttall-1998"),
    rule(not_haemolysed, Grade.A, "nuttall-1998", "ikemoto-2001"),
    rule(bilirubin_without_haemolysis, Grade.M),
    rule(sum_is_plausible, Grade.A, "nuttall-1998"),
    rule(kidneys_filter, Grade.A, "matsuo-2009", "kdigo-2012", "bmc-nephrol-2020"),
    rule(liver_is_unharmed, Grade.A, "msd-manual", "kwo-2017", "ikemoto-2001"),
    rule(bilirubin_not_high, Grade.A, "afp-1999", "rcpa-gilbert", "setoyama-2022"),
    rule(age_within_population),
    rule(free_of_drugs, Grade.A, "setoyama-2022"),
    rule(drawn_fasting, Grade.A, "thompson-2012", "rcpa-gilbert"),
    rule(circumstances_are_stated),
    rule(intervals_are_the_laboratorys),
)


def examine(panel: Panel) -> Verdict:
    """Apply every rule; the first refusal counts, a marker is withheld once."""
    verdicts = [rule(panel) for rule in RULES[:-1]]
    withheld = {u.marker: u for verdict in reversed(verdicts) for u in verdict.withheld}
    refusal = next((verdict.refusal for verdict in verdicts if verdict.refusal), "")
    if not refusal:
        verdicts.append(intervals_are_the_laboratorys(panel, withheld))
    cautions = tuple(caution for verdict in verdicts for caution in verdict.cautions)
    return Verdict(cautions, tuple(withheld.values()), refusal)
