"""Makes reports: provisional ones at a stand, those of a closed period, and frozen ones as they were frozen."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

import duckdb

from leerwinkel.gebeurtenissen.rapporten import PeriodeAfgesloten, RapportBevroren
from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.antwoorden import Antwoorden
from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import bereken
from vol_reporting.periode import Periode
from vol_reporting.publicatie.verleden import lees_verleden
from vol_reporting.rapporten import bewaring, canoniek, kenmerken
from vol_reporting.rapporten.afsluiting import Afgesloten, Afsluiting, Open, Voorgesteld
from vol_reporting.rapporten.bevindingen import bevindingen
from vol_reporting.rapporten.bronnen import lees_afsluitingen
from vol_reporting.rapporten.inhoud import GEBIEDEN, Omstandigheden, stel_op
from vol_reporting.rapporten.model import Rapport
from vol_reporting.rapporten.namen import PUBLIEK, regio_van
from vol_reporting.rapporten.publiek import publiek_rapport
from vol_reporting.rapporten.stof import Stof, verzamel
from vol_reporting.rapporten.waarmerken import bij_stand
from vol_reporting.registratie.stand import Stand, laatste_stand, stand_op
from vol_reporting.vraag import VLAANDEREN

_ONTHOUDEN = 4


class NietMeerTeMaken(Zegbaar):
    """A frozen report whose bytes are gone, and that this program makes otherwise (Dutch)."""


@dataclass(frozen=True, slots=True)
class Uitgave:
    """A report, how far its period is, and what was said when it was frozen, if it is."""

    rapport: Rapport
    toestand: Afsluiting
    bevroren: RapportBevroren | None


class Rapportage:
    """What was counted is kept for a few periods and stands: counting takes seconds. Every method blocks."""

    def __init__(self, bestand: Bestand) -> None:
        self._map, self._publicaties, self._getuige = bestand.rapporten, bestand.publicaties, bestand.getuige
        self._geteld = Antwoorden[Stof](_ONTHOUDEN)

    def stof(self, con: duckdb.DuckDBPyConnection, periode: str, stand: Stand, stand_van: datetime) -> Stof:
        """What a report is made of, counted once."""
        sleutel = (periode, stand_van, *sorted(stand.items()))
        return self._geteld.geef(sleutel, lambda: verzamel(con, Periode.lees(periode), stand, stand_van))

    def voorlopig(
        self, con: duckdb.DuckDBPyConnection, periode: str, gebied: str, moment: datetime | None = None
    ) -> Rapport:
        """As known at the last stand before a moment; the last one there is. Raises ValueError (Dutch)."""
        stand_van = laatste_stand(con) if moment is None else moment
        stof = self.stof(con, periode, stand_op(con, stand_van), stand_van)
        gevonden = bevindingen(con, partial(bereken, con), stof.periode, stof.stand)
        return stel_op(stof, gebied, Omstandigheden(stand_van=stand_van, bevindingen=gevonden))

    def afgesloten(self, con: duckdb.DuckDBPyConnection, af: PeriodeAfgesloten, gebied: str) -> Rapport:
        """The report of a closed period, at the stand of its closing."""
        omstandigheden = Omstandigheden(
            stand_van=af.stand_van,
            bevindingen=af.bevindingen,
            gronden=af.gronden,
            voorgesteld_door=af.voorgesteld_door,
            goedgekeurd_door=af.goedgekeurd_door,
        )
        return stel_op(self.stof(con, af.periode, stand_bij(af), af.stand_van), gebied, omstandigheden)

    def geef(self, con: duckdb.DuckDBPyConnection, periode: str, gebied: str) -> Uitgave:
        """The report as it is now: frozen, closed, as proposed, or provisional. Raises ValueError (Dutch)."""
        toestand = lees_afsluitingen(con).get(periode, Open())
        if gebied == PUBLIEK:
            return Uitgave(self._publiek(periode), toestand, None)
        if not isinstance(toestand, Afgesloten):
            moment = toestand.voorstel.stand_van if isinstance(toestand, Voorgesteld) else None
            return Uitgave(self.voorlopig(con, periode, gebied, moment), toestand, None)
        gezegd = toestand.rapporten.get(("intern", regio_van(gebied)))
        if gezegd is None:
            return Uitgave(self.afgesloten(con, toestand.afsluiting, gebied), toestand, None)
        return Uitgave(self.bevroren(con, toestand.afsluiting, gezegd), toestand, gezegd)

    def is_gepubliceerd(self, periode: str) -> bool:
        """Whether there is a report of it for publication. Raises Veranderd."""
        return any(eerdere.uitgave.perioden.kwartaal == periode for eerdere in lees_verleden(self._publicaties))

    def _publiek(self, periode: str) -> Rapport:
        gelijk = [e for e in lees_verleden(self._publicaties) if e.uitgave.perioden.kwartaal == periode]
        if not gelijk:
            raise ValueError(f"{periode} is niet gepubliceerd. Een kwartaal publiceer je met `vol publiceer-cijfers`.")
        return publiek_rapport(gelijk[-1])

    def te_bevriezen(self, con: duckdb.DuckDBPyConnection, af: PeriodeAfgesloten) -> list[RapportBevroren]:
        """All reports of a closed period, kept on disk, and what is to be said of each."""
        gezegd, waarmerken = list[RapportBevroren](), bij_stand(self._getuige, stand_bij(af))
        for gebied in GEBIEDEN:
            rapport = self.afgesloten(con, af, gebied)
            bewaring.bewaar(self._map, canoniek.schrijf(rapport))
            gezegd.append(kenmerken.bevroren(rapport, stand_bij(af), waarmerken))
        return gezegd

    def bevroren(self, con: duckdb.DuckDBPyConnection, af: PeriodeAfgesloten, gezegd: RapportBevroren) -> Rapport:
        """As it was frozen: from disk, or made again and then the same. Raises NietMeerTeMaken."""
        inhoud = bewaring.lees(self._map, gezegd.inhoud_sha256)
        if inhoud is None:
            inhoud = canoniek.schrijf(self.afgesloten(con, af, gezegd.regio or VLAANDEREN))
            if canoniek.sha256(inhoud) != gezegd.inhoud_sha256:
                raise NietMeerTeMaken(
                    f"Dit rapport werd bevroren met versie {gezegd.programma} van het programma, en zijn bestand is "
                    "weg. Zet de map `rapporten` terug van een reservekopie, of maak het met die versie."
                )
            bewaring.bewaar(self._map, inhoud)
        return canoniek.lees(inhoud)


def stand_bij(af: PeriodeAfgesloten) -> dict[str, int]:
    """The stand of a closing, as figures are asked at it."""
    return {**af.posities, "vol": af.eigen}
