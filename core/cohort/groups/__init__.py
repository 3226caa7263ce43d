"""Groups of a cohort compared, analyte by analyte: tests, effects, p and q values, ROC curves."""
