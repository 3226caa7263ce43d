"""Shows what came from a user's file as it was read, where the page understands Markdown.

A cell such as `![x](https://...)` would otherwise become a picture fetched from elsewhere.
"""

import re

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
LINE_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def plain(text: str) -> str:
    """Escape every mark of Markdown in a text, and join its lines."""
    return PUNCTUATION.sub(r"\\\1", LINE_BREAKS.sub(" ", text))
