"""The canonical bytes of a report: the same inputs give the same bytes, on any machine, in any zone and language.

JSON with its keys in order, without spaces, in UTF-8, numbers as short as they can be told apart; no moment in it but
those of the log. Names and fields are the storage format of what was frozen.
"""

import hashlib
import json
from dataclasses import asdict
from typing import Any, Final

from pydantic import TypeAdapter

from vol_reporting.rapporten.model import Rapport


def als_bytes(waarde: Any) -> bytes:
    """JSON, canonically. Raises ValueError for what JSON cannot say: not a number, infinite."""
    tekst = json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return (tekst + "\n").encode()


def sha256(inhoud: bytes) -> str:
    """As events say it."""
    return hashlib.sha256(inhoud).hexdigest()


def schrijf(rapport: Rapport) -> bytes:
    """The bytes that are frozen."""
    return als_bytes(asdict(rapport))


def lees(inhoud: bytes) -> Rapport:
    """The report that was written so. Raises ValueError for anything else."""
    return _VORM.validate_json(inhoud, strict=True)


_VORM: Final = TypeAdapter(Rapport)
