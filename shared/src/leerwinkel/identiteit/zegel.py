"""Something that only we can have made, short enough for in a link."""

import base64
import hashlib
import hmac
from datetime import date

_ZEGEL, _DAG = 16, 3
"""Bytes of a seal, and of the day up to which it holds."""


class NietVerzegeld(Exception):
    """It was not sealed by us, not for this, or too long ago."""


class Zegelring:
    """Seals with the secret of one application, for a purpose and up to a day."""

    def __init__(self, geheim: bytes, toepassing: str) -> None:
        self._geheim, self._toepassing = geheim, toepassing

    def verzegel(self, doel: str, inhoud: bytes, tot: date) -> str:
        """These as something that only we can have made, for that purpose, up to that day."""
        heel = tot.toordinal().to_bytes(_DAG, "big") + inhoud
        return base64.urlsafe_b64encode(self._zegel(doel, heel) + heel).rstrip(b"=").decode()

    def ontzegel(self, doel: str, zegel: str, vandaag: date) -> bytes:
        """What was sealed for that purpose. Raises NietVerzegeld for what was not, or not up to today."""
        try:
            gelezen = base64.urlsafe_b64decode(zegel + "=" * (-len(zegel) % 4))
        except ValueError:
            raise NietVerzegeld from None
        teken, heel = gelezen[:_ZEGEL], gelezen[_ZEGEL:]
        if not hmac.compare_digest(teken, self._zegel(doel, heel)):
            raise NietVerzegeld
        if int.from_bytes(heel[:_DAG], "big") < vandaag.toordinal():
            raise NietVerzegeld
        return heel[_DAG:]

    def _zegel(self, doel: str, heel: bytes) -> bytes:
        over = f"zegel:{doel}:{self._toepassing}:".encode() + heel
        return hmac.new(self._geheim, over, hashlib.sha256).digest()[:_ZEGEL]
