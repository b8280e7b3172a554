"""A row of an export as events, or what is wrong with it, cell by cell."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.inname.importeren.cellen import OngeldigeCel, nummer
from leerwinkel.inname.importeren.gezien import Dubbels
from leerwinkel.inname.importeren.kenmerken import Kenmerken
from leerwinkel.inname.importeren.keuring import keur
from leerwinkel.inname.importeren.opbouw import Opbouw, Rij
from leerwinkel.inname.importeren.plan import Kop
from leerwinkel.inname.importeren.tijd import GeenTijdstip, lees_moment
from leerwinkel.inname.importeren.verband import Verband
from leerwinkel.inname.importeren.verslag import Bestandsverslag, Notities

OUDSTE: Final = datetime(1990, 1, 1, tzinfo=UTC)
DUBBEL_UUR: Final = "een tijdstip in het uur dat de klok twee keer toonde, is gelezen als het eerste van de twee"
ZONDER_UUR: Final = "een datum zonder uur is gelezen als 00:00"


@dataclass(slots=True)
class Afgekeurd(Exception):
    """The row does not go in: (column, reason) for each thing that is wrong.

    `ids`: (regio, event name, id) of the events that it would have given, as far as they are known.
    """

    fouten: list[tuple[str, str]]
    ids: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


@dataclass(slots=True)
class Rijlezer:
    """Reads the rows of one table. Counts doubles and rows without event in the table's report."""

    kop: Kop
    kenmerken: Callable[[str], Kenmerken]
    verband: Verband
    dubbels: Dubbels
    verslag: Bestandsverslag
    notities: Notities
    nu: datetime
    _volgnummers: Counter[int] = field(default_factory=Counter[int])
    _uiterste: datetime = field(init=False)
    _zeker: range = field(init=False)
    """Years that are within bounds whatever the offset: their moments need not be compared."""

    def __post_init__(self) -> None:
        self._uiterste = self.nu + timedelta(days=1)
        self._zeker = range(OUDSTE.year + 1, self._uiterste.year - 1)

    def ontwerp(self, rijnummer: int, cellen: list[str]) -> Rij:
        """The row understood, not yet held against the contract. Raises Afgekeurd where nothing can be made of it."""
        rij = self._begin(rijnummer, cellen)
        plannen = self.kop.plannen.get(rij.keuze)
        if plannen is None:
            rij.fouten.append(self._onbekende_keuze(rij.keuze))
            return rij
        opbouw = Opbouw(rij, self.verband, self._volgnummers)
        rij.ontwerpen = [opbouw.ontwerp(plan) for plan in plannen]
        return rij

    def gebeurtenissen(self, rij: Rij) -> list[AnyGebeurtenis]:
        """The new events of the row; none for a consent that was not given or a row that stood there already.

        Rows come in their order. Raises Afgekeurd. The events fit the contract.
        """
        gemaakt = [keur(ontwerp, rij) for ontwerp in rij.ontwerpen]
        if rij.fouten:
            raise Afgekeurd(rij.fouten, [(rij.regio, naam, id_) for id_, naam in rij.ids])
        self.verslag.zonder_gebeurtenis += not gemaakt
        goed = [gebeurtenis for gebeurtenis in gemaakt if gebeurtenis is not None]
        return goed if rij.eigen_id is None else self._nieuw(rij, goed)

    def _onbekende_keuze(self, keuze: str) -> tuple[str, str]:
        assert self.kop.keuze is not None
        mogelijk = ", ".join(waarde for waarde in self.kop.plannen if waarde)
        kolom = self.kop.kolommen[self.kop.keuze].strip()
        return kolom, f"‘{keuze[:40]}’ is ongeldig; mogelijk is {mogelijk}" if keuze else "ontbreekt"

    def _nieuw(self, rij: Rij, gemaakt: list[AnyGebeurtenis]) -> list[AnyGebeurtenis]:
        """A row with an id of its own may stand there twice only if both say the same."""
        nieuw: list[AnyGebeurtenis] = []
        for gebeurtenis, ontwerp in zip(gemaakt, rij.ontwerpen, strict=True):
            try:
                al_gelezen = self.dubbels.al_gelezen(gebeurtenis.id, f"{rij.keuze}\0{ontwerp.inhoud}")
            except ValueError as fout:
                raise Afgekeurd([(self._kolom("id"), str(fout))]) from None
            self.verslag.herhaald += al_gelezen
            if not al_gelezen:
                nieuw.append(gebeurtenis)
        return nieuw

    def _begin(self, rijnummer: int, cellen: list[str]) -> Rij:
        plaatsen = self.kop.plaatsen
        if len(cellen) != self.kop.breedte:
            raise Afgekeurd([("", f"de rij heeft {len(cellen)} cellen, de kop {self.kop.breedte}")])
        regio = self._regio(cellen)
        rij = Rij(cellen, regio, self.kenmerken(regio), self.nu, partial(self._lees_tijd, rijnummer))
        rij.tijd = self._tijd(rij, "tijdstip") or self.nu
        if "geregistreerd" in plaatsen and cellen[plaatsen["geregistreerd"]].strip():
            rij.geregistreerd = self._tijd(rij, "geregistreerd")
        if "id" in plaatsen:
            rij.eigen_id = self._nummer(rij, "id")
        if "medewerker" in plaatsen and (medewerker := self._nummer(rij, "medewerker")):
            rij.medewerker = rij.kenmerken.van("medewerker", medewerker)
        if "dossier" in plaatsen:
            rij.dossier = " ".join(cellen[plaatsen["dossier"]].split())
        if self.kop.keuze is not None:
            rij.keuze = cellen[self.kop.keuze].strip().casefold()
        return rij

    def _regio(self, cellen: list[str]) -> str:
        regio = cellen[self.kop.plaatsen["regio"]].strip().casefold()
        if regio in codelijst("regio"):
            return regio
        reden = f"‘{regio[:40]}’ is geen regio; mogelijk is {', '.join(codelijst('regio'))}" if regio else "ontbreekt"
        raise Afgekeurd([(self._kolom("regio"), reden)])

    def _tijd(self, rij: Rij, kolom: str) -> datetime | None:
        tekst = rij.cellen[self.kop.plaatsen[kolom]].strip()
        try:
            tijd = rij.lees_tijd(tekst)
        except GeenTijdstip as fout:
            rij.fouten.append((self._kolom(kolom), str(fout) if tekst else "ontbreekt"))
            return None
        if tijd.year not in self._zeker and not OUDSTE <= tijd <= self._uiterste:
            reden = "ligt vóór 1990" if tijd < OUDSTE else "ligt in de toekomst"
            rij.fouten.append((self._kolom(kolom), f"‘{tekst[:40]}’ {reden}"))
        return tijd

    def _lees_tijd(self, rijnummer: int, tekst: str) -> datetime:
        moment = lees_moment(tekst)
        if moment.dubbel_uur:
            self.notities.noteer(DUBBEL_UUR, rijnummer)
        if moment.zonder_uur:
            self.notities.noteer(ZONDER_UUR, rijnummer)
        return moment.tijd

    def _nummer(self, rij: Rij, kolom: str) -> str | None:
        try:
            return nummer(rij.cellen[self.kop.plaatsen[kolom]]) or None
        except OngeldigeCel as fout:
            rij.fouten.append((self._kolom(kolom), str(fout)))
            return None

    def _kolom(self, kolom: str) -> str:
        """The column as the file calls it."""
        return self.kop.kolommen[self.kop.plaatsen[kolom]].strip()
