"""HL7 v2: from messages of laboratory results to panels.

To read another type of message: enter it in `message.TYPES`, and its layout in `groups`.
"""

from core.readers.hl7.reader import read_hl7

__all__ = ["read_hl7"]
