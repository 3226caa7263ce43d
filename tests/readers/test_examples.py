from core.markers import CATALOGUE, Sex
from core.panel import Panel, Source
from core.readers import read_panels
from core.readers.examples import FILE, example_panels

LONG_CHAIN = {key for key in CATALOGUE if key.startswith("ac_")}


def arginine_fraction(panel: Panel) -> float:
    """Arg/(Arg+Orn); below 0.50 the plasma stood on its cells (Nuttall 1998)."""
    arginine, ornithine = panel.get("arginine"), panel.get("ornithine")
    assert arginine is not None
    assert ornithine is not None
    return arginine.value.low / (arginine.value.low + ornithine.value.low)


def keys(panel: Panel) -> set[str]:
    return {m.marker.key for m in panel.measurements}


def test_there_are_three_and_they_are_marked_as_examples() -> None:
    assert [p.patient.id for p in example_panels()] == ["EXAMPLE-1", "EXAMPLE-2", "EXAMPLE-3"]
    assert {p.source for p in example_panels()} == {Source.EXAMPLE}


def test_they_are_read_without_problems_by_the_reader_of_uploads() -> None:
    assert read_panels(FILE.read_bytes(), "examples.csv").problems == ()


def test_all_are_in_the_studys_population_with_their_circumstances_recorded() -> None:
    for panel in example_panels():
        assert panel.patient.age is not None
        assert panel.patient.medication is False
        assert panel.specimen.fasting is True
        assert panel.specimen.haemolysed is False
        assert panel.specimen.collected is not None


def test_the_first_is_a_man_of_24_with_routine_markers_and_late_separated_plasma() -> None:
    first = example_panels()[0]
    assert (first.patient.sex, first.patient.age) == (Sex.MALE, 24)
    assert keys(first) >= {"t_bil", "ua", "hdl_c"}
    assert not keys(first) & LONG_CHAIN
    assert first.specimen.minutes_to_separation == 90
    assert arginine_fraction(first) < 0.5


def test_the_second_is_a_man_with_a_prompt_full_panel_and_a_censored_value() -> None:
    second = example_panels()[1]
    assert second.patient.sex is Sex.MALE
    assert keys(second) >= {"t_bil", "ua", "arginine", "ornithine", "arginase_1", *LONG_CHAIN}
    assert arginine_fraction(second) >= 0.5
    assert [m.text for m in second.measurements if not m.value.is_exact] == ["<0.05"]


def test_the_third_is_a_woman_with_hdl_and_acylcarnitines() -> None:
    third = example_panels()[2]
    assert third.patient.sex is Sex.FEMALE
    assert keys(third) >= {"hdl_c", *LONG_CHAIN}


def test_every_measured_marker_has_an_interval_to_be_judged_by() -> None:
    for panel in example_panels():
        for measurement in panel.measurements:
            assert measurement.reference(panel.patient.sex) is not None
            assert (measurement.interval is None) == bool(measurement.marker.intervals)
