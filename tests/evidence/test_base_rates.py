import pytest

from core.evidence.base_rates import AS_IN_CLINIC, BASE_RATES, DEFAULT_SETTING, setting_for, shares


def test_the_share_of_the_models_clinic_is_offered_first_where_it_was_stated() -> None:
    published = {key: rate.probability for key, rate in BASE_RATES.items()}
    assert list(shares(0.3).items()) == [(AS_IN_CLINIC, 0.3), *published.items()]
    assert shares(None) == published


@pytest.mark.parametrize(
    ("age", "setting"), [(24, "general_15_39"), (52, "general_40_64"), (70, DEFAULT_SETTING)]
)
def test_the_setting_follows_the_age_unless_a_clinic_stated_its_own(age: int, setting: str) -> None:
    assert setting_for(age) == setting
    assert setting_for(age, 0.3) == AS_IN_CLINIC
    assert setting_for(None) == DEFAULT_SETTING
