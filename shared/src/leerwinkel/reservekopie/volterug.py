"""The VOL's own log, made anew from a back-up and from what can still be read of it: it has no second copy."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from leerwinkel.audit import Checkpoint
from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.inname.herstel import Herstel
from leerwinkel.reservekopie.kopie import Reservekopie
from leerwinkel.reservekopie.logkopie import lees_log
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import eigen
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.waarmerk.heling import NietBewezen
from leerwinkel.waarmerk.natelling import tel_na
from leerwinkel.waarmerk.ondertekenaar import Gebroken
from leerwinkel.waarmerk.uitgave import Uitgave


@dataclass(frozen=True, slots=True)
class _Getuigd:
    """How far the witness saw it."""

    tot: int

    def positie(self) -> int:
        return self.tot

    def vergeet(self) -> None:
        """What was signed stays signed."""


async def herstel_vol(
    instellingen: Instellingen, kopie: Reservekopie, knooppunt: Path | None, nu: datetime, *, verlies: bool
) -> list[str]:
    """Make it anew; says what was done (Dutch). Raises NietBewezen, and as Herstel."""
    uitgave = Uitgave(instellingen.getuigemap / HUB)
    note = uitgave.laatste()
    nc = await verbind(instellingen.ingang(HUB, Wie.BEHEER), "herstel", geduldig=False)
    try:
        getuigd = _Getuigd(Checkpoint.parse(note.text).size if note else 0)
        map_ = knooppunt or instellingen.knooppunt(HUB).map
        verslag = await Herstel(HUB, nc, lambda: lees_log(kopie), getuigd, map_).voer_uit(nu, verlies=verlies)
        try:
            await tel_na(JetStreamLog(nc, eigen()["name"]), uitgave)
        except Gebroken as anders:
            if not verlies:
                raise NietBewezen(f"Het log van de VOL is niet wat ondertekend werd: {anders.zin}") from anders
    finally:
        await nc.close()
    uitkomst = (
        f"Het log van de VOL is opnieuw gemaakt: {verslag.bij_hub} gebeurtenissen uit de reservekopie, "
        f"{verslag.alleen_hier} stonden alleen hier, {len(verslag.verloren)} zijn verloren."
    )
    return [uitkomst, "Bouw de opslag nu opnieuw op met `vol herbouw`."]
