"""What the witness keeps of one log: its uitgave, the tree of its copy, and what was found."""

import asyncio

import structlog

from leerwinkel.audit.tiles import BadTile
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.getuige.bevindingen import VAN_DE_KOPIE, Bevindingen, Soort
from vol_reporting.getuige.kopieboom import Kopieboom

log = structlog.get_logger()

VOL = "vol"
LOGS = (*codelijst("regio"), VOL)
"""All that is signed: the eight regions, and the VOL itself."""
_RAAD = "Kijk met `vol vergelijk`, en herstel de kopie met `vol herstel`."
_RAAD_EIGEN = "Zet een reservekopie van VOL_EIGEN terug."


class TegelsKapot(Exception):
    """The tiles of a log do not prove any more what was cosigned; they must be made anew from the copy."""


class Houder:
    """One log at the witness. Not for more than one process at a time."""

    def __init__(self, naam: str, uitgave: Uitgave, omvang: int = 0) -> None:
        """With a tree that was on disk at so many leaves, or anew where it is not there any more."""
        self.log, self.uitgave = naam, uitgave
        self.boom = Kopieboom(uitgave, omvang)
        self._bevindingen = Bevindingen(uitgave.map, naam)
        self._gegroeid = asyncio.Condition()

    @property
    def naam(self) -> str:
        """For people."""
        return "de VOL" if self.log == VOL else codelijst("regio")[self.log].label_nl

    @property
    def herstel(self) -> str:
        """The command that heals the log itself."""
        return f"leerwinkel herstel --regio {self.log}"

    @property
    def kopie_kapot(self) -> bool:
        """Whether the copy is known to have something else than was cosigned."""
        return any(each.soort is Soort.KOPIE_ANDERS for each in self._bevindingen.open())

    def neem(self, positie: int, blad: bytes) -> bool:
        """A leaf as the copy has it; gives whether it is what was there. Raises TegelsKapot."""
        try:
            anders = self.boom.neem(positie, blad)
        except BadTile as weg:
            raise TegelsKapot(self.log) from weg
        if anders is not None:
            if not self.boom.klopt(positie):
                raise TegelsKapot(self.log)
            self.meld_anders(anders.van, anders.tot)
        return anders is None

    def begin_opnieuw(self) -> None:
        """Make the tree anew from the copy, which must be read from its begin."""
        log.error("getuige_maakt_tegels_opnieuw", van=self.log)
        self.boom = Kopieboom(self.uitgave, None)

    async def tel(self) -> None:
        """Tell who waits that the tree may have grown."""
        async with self._gegroeid:
            self._gegroeid.notify_all()

    async def tot(self, omvang: int) -> None:
        """Return once the tree has so many leaves."""
        async with self._gegroeid:
            await self._gegroeid.wait_for(lambda: self.boom.omvang >= omvang)

    def meld_anders(self, van: int, tot: int) -> None:
        """The copy is another than was cosigned, from here on."""
        plaats = f"Positie {van}" if van == tot else f"Iets tussen positie {van} en {tot}"
        self.meld(Soort.KOPIE_ANDERS, f"{plaats} van {self.naam} is bij de hub veranderd. {self._raad}", van)

    def meld_mist(self, positie: int) -> None:
        """The copy has less than was cosigned."""
        zin = f"Positie {positie} van {self.naam} ontbreekt bij de hub, en is al medeondertekend."
        self.meld(Soort.KOPIE_MIST, f"{zin} {self._raad}", positie)

    def kopie_is_heel(self) -> None:
        """All that was cosigned is in the copy, as it was."""
        self.handel_af("De kopie van de hub is nagekeken en heel.", *VAN_DE_KOPIE)

    def meld(self, soort: Soort, zin: str, positie: int | None = None, bewijs: str = "") -> None:
        """A finding; what is known already is not said again."""
        if self._bevindingen.meld(soort, zin, positie, bewijs):
            log.error("getuige_bevinding", van=self.log, soort=soort.value, positie=positie)

    def handel_af(self, zin: str, *soorten: Soort) -> None:
        """Findings of these kinds are over."""
        if self._bevindingen.handel_af(zin, *soorten):
            log.info("getuige_bevinding_over", van=self.log, soorten=[soort.value for soort in soorten])

    @property
    def _raad(self) -> str:
        return _RAAD_EIGEN if self.log == VOL else _RAAD
