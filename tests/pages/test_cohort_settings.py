import pytest

from core.cohort import Choice, Design
from tests.pages.cohorts import EN, TWENTY, bring, brought, csv_of, held, key, rows_of, view
from tests.pages.opening import page, words


def design(app: object) -> Design:
    """The design of the cohort that is looked at."""
    cohorts = held(app).cohorts  # type: ignore[arg-type]
    return cohorts.designs[cohorts.chosen]


def test_the_reference_comes_first_and_all_markers_are_compared() -> None:
    app = brought(TWENTY)
    assert design(app) == Design(group="group", levels=("control", "case"), analytes=("ua", "alb"))
    assert "group: control, case · all 2 markers · test chosen by the data" in words(app)


def test_other_groups_bring_their_own_levels() -> None:
    app = brought(TWENTY)
    app.selectbox(key=key(app, "group")).set_value("sex").run()
    assert not app.exception
    assert design(app).levels == ("male", "female")
    assert "sex: male, female" in words(app)


def test_the_order_in_which_groups_are_chosen_settles_the_reference() -> None:
    app = brought(TWENTY)
    app.multiselect(key=key(app, "levels-group")).set_value(["case", "control"]).run()
    assert design(app).levels == ("case", "control")


@pytest.mark.parametrize("levels", [[], ["case"]])
def test_fewer_than_two_groups_are_no_choice_and_it_is_said(levels: list[str]) -> None:
    app = brought(TWENTY)
    app.multiselect(key=key(app, "levels-group")).set_value(levels).run()
    assert EN("cohort.settings.two_levels") in words(app)
    assert design(app).levels == ("control", "case")


def test_markers_that_were_chosen_alone_are_compared_and_none_chosen_are_all() -> None:
    app = view(brought(TWENTY), "groups")
    app.multiselect(key=key(app, "analytes")).set_value(["alb"]).run()
    assert len(app.dataframe[0].value) == 1
    assert "1 markers chosen" in words(app)
    app.multiselect(key=key(app, "analytes")).set_value([]).run()
    assert len(app.dataframe[0].value) == 2


def test_covariates_strata_and_the_test_are_carried_out() -> None:
    app = view(brought(csv_of(rows_of(40))), "groups")
    app.selectbox(key=key(app, "choice")).set_value(Choice.RANKS).run()
    tests = set(app.dataframe[0].value[EN("cohort.sorted.test")])
    assert tests == {EN("comparison.method_name.mann_whitney")}
    app.multiselect(key=key(app, "covariates-group-")).set_value(["age"]).run()
    tests = set(app.dataframe[0].value[EN("cohort.sorted.test")])
    assert tests == {EN("comparison.method_name.rank_linear_model")}
    app.selectbox(key=key(app, "strata-group")).set_value("sex").run()
    assert len(app.dataframe[0].value) == 4
    assert design(app).covariates == ("age",)


def test_what_makes_the_strata_is_adjusted_for_no_more() -> None:
    app = brought(TWENTY)
    app.multiselect(key=key(app, "covariates-group-")).set_value(["age", "sex"]).run()
    app.selectbox(key=key(app, "strata-group")).set_value("sex").run()
    assert not app.exception
    assert design(app).covariates == ("age",)


def test_settings_are_kept_for_each_cohort_by_itself() -> None:
    app = brought(TWENTY, "first.csv")
    app.selectbox(key=key(app, "strata-group")).set_value("sex").run()
    bring(app, csv_of(rows_of(12)), "second.csv")
    assert design(app).strata == ""
    app.selectbox(key=key(app, "chosen")).select_index(2).run()
    assert design(app).strata == "sex"
    assert app.selectbox(key=key(app, "strata-group")).value == "sex"


def test_settings_outlive_the_widgets_in_which_they_were_made() -> None:
    app = brought(TWENTY)
    app.multiselect(key=key(app, "analytes")).set_value(["alb"]).run()
    held(app).generation += 1
    app.run()
    assert app.multiselect(key=key(app, "analytes")).value == ["alb"]
    assert design(app).analytes == ("alb",)


def test_of_simulated_people_neither_a_test_nor_covariates_are_asked_for() -> None:
    app = page("cohort")
    keys = {str(box.key) for box in (*app.selectbox, *app.multiselect)}
    assert not [name for name in keys if "choice" in name or "covariates" in name]
    assert [name for name in keys if "strata" in name]
