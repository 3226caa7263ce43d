"""From labelled people to a classifier, its card and its golden scores."""
