"""Exports: what was read, written again so that our own readers read it back equal.

A table for a spreadsheet (`wide`, `long`), a FHIR bundle for another system (`bundle`), and lines
of JSON for a program (`json_lines`). To add a form: write one module with a function like
`write_wide`, enter it in the command `core.commands.convert`, and add it to the round trips of
`tests/exports`.
"""

from core.exports.bundle import bundle_bytes, bundle_of, write_bundle
from core.exports.long import long_bytes, write_long
from core.exports.wide import WideColumns, columns_of, wide_bytes, write_wide

__all__ = [
    "WideColumns",
    "bundle_bytes",
    "bundle_of",
    "columns_of",
    "long_bytes",
    "wide_bytes",
    "write_bundle",
    "write_long",
    "write_wide",
]
