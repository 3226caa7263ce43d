"""Everything that is told of a model: its card, TRIPOD+AI and PROBAST+AI, by name.

To add a document: write a function (Text, Card) -> Document, add it here, and its name to
`core/text/*/about.toml` under `about.view`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.figures.card_sections import model_card
from core.figures.probast import probast
from core.figures.section import Document
from core.figures.tripod import tripod
from core.scoring.card import Card
from core.text import Text

DOCUMENTS: Mapping[str, Callable[[Text, Card], Document]] = MappingProxyType(
    {"card": model_card, "tripod": tripod, "probast": probast}
)
