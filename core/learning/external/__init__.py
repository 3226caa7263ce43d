"""A model on people of another cohort: how it does, how markers drift, recalibration."""
