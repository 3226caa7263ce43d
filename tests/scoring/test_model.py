import numpy as np
import pytest

from core.evidence.population import acylcarnitines, degrees_of_freedom, reported_markers
from core.markers import Sex
from core.scoring.model import Model

each_sex = pytest.mark.parametrize("sex", Sex)


@each_sex
def test_the_model_knows_the_markers_reported_for_a_sex_and_no_other(
    model: Model, sex: Sex
) -> None:
    assert model.sexes[sex].markers == reported_markers(sex) == model.card.features[sex.value]


@each_sex
def test_parts_of_a_marker_sum_to_the_ratio_of_each_world(model: Model, sex: Sex) -> None:
    forms = model.sexes[sex].plausible.forms(model.sexes[sex].markers)
    z = np.linspace(-2, 2, len(model.sexes[sex].markers))
    np.testing.assert_allclose(forms.parts(z).sum(axis=1), forms.ratios(z[None, :])[0])


@each_sex
def test_what_a_subset_needs_is_worked_out_once(model: Model, sex: Sex) -> None:
    subset = model.sexes[sex].markers[:2]
    assert model.sexes[sex].plausible.forms(subset) is model.sexes[sex].plausible.forms(subset)


@each_sex
def test_halfway_between_the_groups_a_marker_says_nothing(model: Model, sex: Sex) -> None:
    forms = model.sexes[sex].plausible.forms(model.sexes[sex].markers[:1])
    halfway = forms.centres + forms.shifts / 2
    ratios = [forms.ratios(z[None, :])[0, world] for world, z in enumerate(halfway)]
    np.testing.assert_allclose(ratios, 0, atol=1e-9)


@each_sex
def test_the_tails_are_those_of_the_population(model: Model, sex: Sex) -> None:
    assert model.sexes[sex].trained.classifier.degrees_of_freedom == degrees_of_freedom(sex)


@each_sex
def test_every_acylcarnitine_pushes_the_way_its_class_was_reported(model: Model, sex: Sex) -> None:
    own = model.sexes[sex]
    slopes = own.plausible.forms(own.markers).slopes[:, acylcarnitines(own.markers)]
    assert np.ptp(slopes, axis=1).max() < 1e-9
    assert (slopes.mean(axis=0) > 0).all()
