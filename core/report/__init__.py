"""The scored PDF summary: two A4 pages one would hand to a colleague, in English or Japanese.

Python writes every word and number (`result_page`, `marker_page`), typst sets them (`summary.typ`).
"""

from core.report.summary import render_pdf

__all__ = ["render_pdf"]
