"""Shows what came from a user's file as it was read, where the page understands Markdown.

A cell such as `![x](https://...)` would otherwise become a picture fetched from elsewhere.
"""

import re

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Mean nothing once every bracket, colon and point is escaped.
HARMLESS = re.compile(r"\\([()/%,;'\"=]|(?<=[a-zA-Z0-9]\\)-(?=[a-zA-Z0-9]))")
LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def plain(text: str) -> str:
    """Escape every mark of Markdown in a text, and join its lines."""
    return PUNCTUATION.sub(r"\\\1", LINE_BREAKS.sub(" ", text))


def plain_label(text: str) -> str:
    """Escape what a label could mean: a screen reader reads it as written, backslashes and all."""
    return HARMLESS.sub(r"\1", plain(text))
