"""A document as a PDF that people and screen readers can read: tagged, with a title, a language and headings."""

import json
from datetime import datetime
from typing import Any, Final

import typst

_UA: Final = "ua-1"


def als_pdf(sjabloon: bytes, inhoud: Any, *, moment: datetime | None = None) -> bytes:
    """Blocking: it takes some tenths of a second. `inhoud` is JSON, which the template reads as `sys.inputs.inhoud`.

    The text comes in as data, and is never read as a program. `moment`: when it was made, where that is not now.
    It says of itself that it is PDF/UA-1, except where the text has letters that no font here has.
    """
    invoer = {"inhoud": json.dumps(inhoud)}
    try:
        return typst.compile(sjabloon, sys_inputs=invoer, pdf_standards=_UA, timestamp=moment)
    except typst.TypstError:
        return typst.compile(sjabloon, sys_inputs=invoer, timestamp=moment)
