"""Charts of all analytes at once: components, loadings, heat map, correlations."""
