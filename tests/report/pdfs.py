"""Reads a PDF back: the text of its pages, and what a validator says against it."""

import io
import re

import page
import pypdf

# The validator takes a stream whose last byte is a carriage return for one byte too long.
FALSE_ALARM = "PDFA2A-STREAM-LENGTH-001"


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without the spaces and line ends that setting it brings."""
    return [squeezed(p.extract_text()) for p in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def broken_rules(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 and PDF/A-2a that a file breaks."""
    return [
        failure.rule_id
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
        if failure.rule_id != FALSE_ALARM
    ]
