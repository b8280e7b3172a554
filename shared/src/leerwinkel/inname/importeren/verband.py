"""What a row says only together with other rows of the export: consent at the start, the referral of an answer."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from leerwinkel.inname.importeren.tabel import Onbruikbaar, Tabel

OPENEN: Final = frozenset({"doorverwijzing-ontvangen", "doorverwijzing-gemaakt"})
"""The events that begin a referral. Their tables are read first."""

ANTWOORDEN: Final = frozenset(
    {"doorverwijzing-aanvaard", "doorverwijzing-geweigerd", "doorverwijzing-afgerond", "terugkoppeling-gegeven"}
)
"""The events about a referral that began before. Without its number they are of the dossier's latest one."""


@dataclass(slots=True)
class Verband:
    """What was read so far that later rows may need. Referrals are kept only where the export has answers."""

    instemmingen: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    """(regio, dossier number) with consent for begeleiding."""
    met_antwoorden: bool = False
    _doorverwijzingen: dict[tuple[str, str], list[tuple[datetime, str]]] = field(
        default_factory=dict[tuple[str, str], list[tuple[datetime, str]]]
    )

    def opent(self, regio: str, dossier: str, tijd: datetime, doorverwijzing: str) -> None:
        """A referral of this dossier began."""
        if self.met_antwoorden:
            self._doorverwijzingen.setdefault((regio, dossier), []).append((tijd, doorverwijzing))

    def doorverwijzing_bij(self, regio: str, dossier: str, tijd: datetime) -> str | None:
        """The dossier's latest referral in the export that began at or before the moment."""
        begonnen = sorted(self._doorverwijzingen.get((regio, dossier), ()))
        plaats = bisect_right(begonnen, tijd, key=lambda paar: paar[0])
        return begonnen[plaats - 1][1] if plaats else None


def instemmingen(tabellen: Iterable[Tabel]) -> set[tuple[str, str]]:
    """(regio, dossier number) of the consents for begeleiding in the tables named `toestemmingen`."""
    gevonden: set[tuple[str, str]] = set()
    for tabel in tabellen:
        if tabel.stam.strip().casefold() == "toestemmingen":
            gevonden |= _instemmingen(tabel)
    return gevonden


def _instemmingen(tabel: Tabel) -> set[tuple[str, str]]:
    """A table that cannot be read gives none here; it is reported when its turn comes."""
    gevonden: set[tuple[str, str]] = set()
    try:
        rijen = tabel.rijen()
        kop = [cel.strip().casefold() for cel in next(rijen, (0, []))[1]]
        plaatsen = [kop.index(kolom) for kolom in ("regio", "dossier", "doel", "gegeven")]
        for _, cellen in rijen:
            if len(cellen) != len(kop):
                continue
            regio, dossier, doel, gegeven = (" ".join(cellen[plaats].split()) for plaats in plaatsen)
            if doel == "begeleiding" and gegeven.casefold() == "ja":
                gevonden.add((regio.casefold(), dossier))
    except (Onbruikbaar, ValueError):
        return gevonden
    return gevonden
