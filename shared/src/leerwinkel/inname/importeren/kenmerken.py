"""Ids for what other systems number: UUIDv8 from HMAC-SHA256 under the import key of a region.

Nothing of the source system can be read from them without the key, and importing again gives the same ones.
The messages below are the storage format of ids: changing one makes every id of an earlier import unknown.
"""

import hmac
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from leerwinkel.inname.importeren.cellen import nummer

SLEUTELBYTES: Final = 16
_VARIANT: Final = "89ab"


class Rijkenmerk(NamedTuple):
    """The two ids of an event from a row: the halves of one HMAC."""

    hmac: str

    @property
    def gebeurtenis(self) -> str:
        """Of the event itself."""
        return _uuid8(self.hmac)

    @property
    def gemaakt(self) -> str:
        """Of what the event brings along without a number (a session, a referral, a signal): stable as the first is."""
        return _uuid8(self.hmac[32:])


class Kenmerken:
    """The ids of one region. The key must have at least 16 bytes (ValueError)."""

    def __init__(self, sleutel: bytes) -> None:
        if len(sleutel) < SLEUTELBYTES:
            raise ValueError(f"de importsleutel moet minstens {SLEUTELBYTES} bytes hebben")
        self._begin = hmac.new(sleutel, digestmod="sha256")
        self.van: Callable[[str, str], str] = lru_cache(maxsize=65_536)(self._van)
        """The id of a number of some kind (`dossier`, `client`, `medewerker` …), given as its cell.

        One number under two kinds is two ids. Raises OngeldigeCel for what no number can be.
        """

    def van_rij(self, naam: str, rij_id: str) -> Rijkenmerk:
        """Of the event of that name from the row with this id of its own: stable when the row changes."""
        return Rijkenmerk(self._hmac(f"gebeurtenis\0{naam}\0id\0{rij_id}"))

    def van_inhoud(self, naam: str, inhoud: str, volgnummer: int) -> Rijkenmerk:
        """Of an event from a row without id: what it says, and its place among the identical rows (from 0)."""
        return Rijkenmerk(self._hmac(f"gebeurtenis\0{naam}\0inhoud\0{inhoud}\0{volgnummer}"))

    def van_correctie(self, gebeurtenis_id: str, versie: int) -> str:
        """The id of the import's correction that makes this version of an event; the first is version 1."""
        return _uuid8(self._hmac(f"correctie\0{gebeurtenis_id}\0{versie}"))

    def _van(self, soort: str, cel: str) -> str:
        return _uuid8(self._hmac(f"kenmerk\0{soort}\0{nummer(cel)}"))

    def _hmac(self, bericht: str) -> str:
        h = self._begin.copy()
        h.update(bericht.encode("utf-8", "surrogatepass"))
        return h.hexdigest()


def _uuid8(h: str) -> str:
    return f"{h[:8]}-{h[8:12]}-8{h[13:16]}-{_VARIANT[int(h[16], 16) & 3]}{h[17:20]}-{h[20:32]}"
