"""All analytes of a cohort at once: components, clusters, correlations, PERMANOVA."""
