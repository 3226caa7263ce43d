"""The PDFs: a panel's scored summary, and the model card with its checklists; English or Japanese.

Python writes every word and number, typst sets them (`summary.typ`, `model_card.typ`).
"""

from core.report.characters import check_shown
from core.report.model_card import render_model_card
from core.report.summary import render_pdf

__all__ = ["check_shown", "render_model_card", "render_pdf"]
