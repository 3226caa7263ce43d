"""Groups of people to compare a patient with, and where the patient lies among them."""

from core.cohort.cohort import Cohort

__all__ = ["Cohort"]
