"""The model card of a model that a clinic trained: what it is, how it was tested, its limits."""

from core.figures.clinic_card.document import clinic_card_document

__all__ = ["clinic_card_document"]
