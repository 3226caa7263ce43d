"""Charts and sentences of a model that a clinic trained, from the records of its card.

To add a chart: a function that returns a `Chart`, its sentences in `core/text/*/studio_chart.toml`
and an entry in `views.py`, by which page and report find it.
"""
