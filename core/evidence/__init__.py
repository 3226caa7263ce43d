"""Published findings as data, and the virtual cohort built from them.

Every number in this folder is a published figure, a figure estimated from a named public data set
(`population.json`, `study.json`, each made by a command it names), or an assumption written down as
one (`assumptions.toml`).
"""
