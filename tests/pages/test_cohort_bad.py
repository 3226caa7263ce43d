"""Cohorts as they should not be: a sentence each, and the rest is still drawn."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.cohorts import EN, brought, csv_of, key, part, rows_of, view
from tests.pages.opening import words

PEOPLE = rows_of(20)


def with_column(name: str, cells: list[str]) -> bytes:
    """Twenty people with one more column."""
    rows = [f"{row},{cell}" for row, cell in zip(PEOPLE, cells, strict=True)]
    return csv_of(rows, f"id,group,sex,age,UA (mg/dL),Alb (g/dL),{name}")


def grouped(levels: list[str]) -> bytes:
    """Twenty people in these groups."""
    rows = [row.split(",") for row in PEOPLE]
    return csv_of([",".join((r[0], level, *r[2:])) for r, level in zip(rows, levels, strict=True)])


def reasons(app: AppTest) -> dict[str, str]:
    """Why each analyte was not compared, by its name; empty where it was."""
    frame = app.dataframe[0].value
    column = EN("cohort.sorted.reason")
    cells = frame[column] if column in frame else [""] * len(frame)
    return dict(zip(frame[EN("cohort.sorted.analyte")], cells, strict=True))


def compared(data: bytes) -> AppTest:
    """The groups of a cohort compared."""
    app = view(brought(data), "groups")
    assert not app.exception
    return app


def test_one_group_only_is_told_and_its_people_are_drawn() -> None:
    alike = [row.replace(",case,", ",control,").replace(",female,", ",male,") for row in PEOPLE]
    app = brought(csv_of(alike))
    assert EN("cohort.settings.no_groups") in words(app)
    assert len(app.get("plotly_chart")) == 2
    for name in ("two", "groups", "all"):
        view(app, name)
        assert not app.exception


def test_a_group_of_one_is_told_for_each_marker_and_the_charts_are_drawn() -> None:
    data = grouped(["only", *["control"] * 19])
    assert set(reasons(compared(data)).values()) == {EN("comparison.reason.few", group="only")}
    assert len(brought(data).get("plotly_chart")) == 2


def test_a_marker_that_is_the_same_in_everybody_is_told_and_the_others_compared() -> None:
    found = reasons(compared(with_column("Same", ["5.5"] * 20)))
    assert found["Same"] == EN("comparison.reason.constant")
    assert found["Uric acid (urate)"] == ""


def test_a_marker_that_nobody_has_is_told_and_the_others_compared() -> None:
    found = reasons(compared(with_column("TG (mg/dL)", [""] * 20)))
    assert found["Triglycerides"] == EN("comparison.reason.missing")
    assert found["Uric acid (urate)"] == ""


def test_infinite_values_are_told_and_the_others_compared() -> None:
    app = compared(with_column("Ratio", ["inf", *["1.5", "2.5"] * 9, "2"]))
    told = words(app).replace("\\", "") + str(reasons(app))
    assert "Ratio" in told
    assert reasons(app)["Uric acid (urate)"] == ""


def test_a_group_column_of_forty_levels_is_offered_and_at_most_six_are_compared() -> None:
    rows = [row.split(",") for row in rows_of(80)]
    data = csv_of([",".join((r[0], f"ward {i % 40:02}", *r[2:])) for i, r in enumerate(rows)])
    app = brought(data)
    app.selectbox(key=key(app, "group")).set_value("group").run()
    levels = app.multiselect(key=key(app, "levels-group"))
    assert (len(levels.options), len(levels.value)) == (40, 6)
    assert "group: 6 of 40 groups (ward 00, ward 01" in words(app)
    assert len(app.get("plotly_chart")) == 2
    assert not view(app, "groups").exception


def test_ids_that_come_twice_are_told() -> None:
    app = compared(csv_of([*PEOPLE, PEOPLE[3]]))
    assert "An earlier row has the same ID" in words(app)
    assert reasons(app)["Uric acid (urate)"] == ""


def test_a_covariate_that_cannot_be_adjusted_for_is_told_and_the_other_views_stay() -> None:
    app = compared(with_column("Same", ["5.5"] * 20))
    app.multiselect(key=key(app, "covariates-group-")).set_value(["Same"]).run()
    assert EN("comparison.covariate.constant", covariate="Same") in words(app).replace("\\", "")
    view(app, "one")
    assert len(app.get("plotly_chart")) == 2


def test_one_marker_alone_has_no_second_to_be_drawn_against() -> None:
    app = brought(csv_of([row.rpartition(",")[0] for row in PEOPLE], "id,group,sex,age,UA (mg/dL)"))
    view(app, "two")
    assert EN("cohort.two.one_only") in words(app)
    for name in ("components", "heat_map", "correlation", "whole"):
        part(view(app, "all"), "all", name)
        assert not app.exception
        assert app.error


def test_a_file_without_anything_to_compare_says_so_and_lists_its_columns() -> None:
    app = brought(b"id,name\nP-1,Anna\nP-2,Ben\n")
    assert not app.exception
    assert EN("cohort.nothing.body") in words(app)
    assert len(app.table[0].value) == 2
    assert app.selectbox(key=key(app, "chosen")).options[2] == EN("cohort.nothing.name")
    app.button(key=key(app, "remove")).click().run()
    assert app.get("plotly_chart")


@pytest.mark.parametrize("name", ["one", "two", "groups", "all"])
def test_a_shared_cohort_of_four_tells_nothing_of_them_and_every_view_opens(name: str) -> None:
    app = brought(csv_of(rows_of(4)))
    app.toggle(key=key(app, "shared")).set_value(True).run()
    view(app, name)
    assert not app.exception
