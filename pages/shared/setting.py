"""The pre-test probability of a visitor: of a setting that follows age and model, or was chosen."""

from dataclasses import dataclass

from core.evidence.base_rates import (
    AGE_BANDS,
    AS_IN_CLINIC,
    BASE_RATES,
    DEFAULT_SETTING,
    setting_for,
    shares,
)

OWN_SETTING = "own"


@dataclass(slots=True)
class Setting:
    """Where a patient comes from, and how common the condition is there, as a probability."""

    setting: str = DEFAULT_SETTING
    is_setting_chosen: bool = False
    pre_test: float = BASE_RATES[DEFAULT_SETTING].probability

    def follow_age(self, age: float | None) -> None:
        """Take the share published for an age [y], unless another kind was chosen."""
        if self.setting in AGE_BANDS:
            self.setting = setting_for(age)
            self.pre_test = BASE_RATES[self.setting].probability

    def follow_model(self, prevalence: float | None, age: float | None) -> None:
        """Take what the clinic of the model in use stated, unless another setting was chosen.

        The model may have changed since the last time, and what its clinic stated with it.
        """
        is_gone = prevalence is None and self.setting == AS_IN_CLINIC
        if is_gone or (prevalence is not None and not self.is_setting_chosen):
            self.setting, self.is_setting_chosen = setting_for(age, prevalence), False
        self.pre_test = shares(prevalence).get(self.setting, self.pre_test)

    def choose_setting(self, setting: str, prevalence: float | None) -> None:
        """Take the figure of the setting that was chosen; one's own begins at the last one."""
        self.setting, self.is_setting_chosen = setting, True
        self.pre_test = shares(prevalence).get(setting, self.pre_test)
