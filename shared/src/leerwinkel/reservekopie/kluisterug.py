"""The kluis of a region put back: nobody who was erased since, and everybody else under a new master key."""

from collections.abc import Generator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from leerwinkel.eventsourcing import JetStreamLog
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.intake import PersoonsgegevensVernietigd
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.kluis.tabellen import invoegen, personen
from leerwinkel.kluis.terugzetten import Teruggezet, begraaf_de_rest, onbereikbaar, open_kluis, zet_sleutels_terug
from leerwinkel.kluis.vernieuwing import vernieuw
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.koppelmerk.post import posttabellen, verzonden
from leerwinkel.reservekopie.kopie import KopieOngeldig, Reservekopie
from leerwinkel.reservekopie.rijen import uit_regel
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import databank_zegbaar, database, verbind
from leerwinkel.waarmerk.keuring import keur
from leerwinkel.waarmerk.uitgave import Uitgave

_DAARNA = "De sleutels staan onder een nieuwe meestersleutel; maak nu een nieuwe reservekopie."


async def zet_kluis_terug(
    instellingen: Instellingen, kopie: Reservekopie, sleutels: Reservekopie | None, nu: datetime, *, verlies: bool
) -> list[str]:
    """Put it back; says what was done (Dutch).

    Raises LogGebroken where the log cannot say who was erased, MeesterOntbreekt, KopieOngeldig where keys would be
    lost (unless `verlies`), DatabankFout.
    """
    gewist = await _gewist(instellingen, kopie.wie)
    with databank_zegbaar():
        engine = database(instellingen.database_url(kopie.wie))
        try:
            terug = await in_draad(_terug, Kluismap(instellingen, kopie, sleutels), engine, gewist, nu, verlies=verlies)
        finally:
            engine.dispose()
    return [*_zinnen(kopie.wie, terug), f"Wissingen die opnieuw toegepast zijn: {len(gewist)}. {_DAARNA}"]


def _zinnen(regio: str, terug: Teruggezet) -> Generator[str]:
    yield f"De kluis van {regio}: {terug.terug} sleutels zijn teruggezet, {terug.hier} waren hier nog."
    if terug.gewist:
        yield f"{terug.gewist} sleutels zijn en blijven vernietigd."
    if terug.onleesbaar:
        yield f"{terug.onleesbaar} sleutels zijn ook in de reservekopie onleesbaar. Probeer een andere nacht."
    if terug.anders:
        yield f"{terug.anders} sleutels zijn hier andere dan in de reservekopie. Die van hier bleven staan."


async def _gewist(instellingen: Instellingen, regio: str) -> dict[str, datetime]:
    """Whom the region erased, whether or not somebody took that back: what is destroyed does not come back."""
    nc = await verbind(instellingen.ingang(regio, Wie.BEHEER), "herstel", geduldig=False)
    try:
        await keur(nc, regio, Uitgave(instellingen.waarmerkmap(regio)))
        soort = PersoonsgegevensVernietigd.gebeurtenisnaam()
        gevonden = await JetStreamLog(nc, naam_van(regio)).read(f"leerwinkel.{regio}.*.*.{soort}")
    finally:
        await nc.close()
    gewist: dict[str, datetime] = {}
    for event in gevonden:
        try:
            gelezen = lees(event.payload)
        except Onleesbaar:
            continue
        if isinstance(gelezen.data, PersoonsgegevensVernietigd) and gelezen.systeem in DIENSTEN:
            gewist.setdefault(gelezen.data.client, gelezen.time)
    return gewist


class Kluismap:
    """Where the keys lie: in the back-ups, and here."""

    def __init__(self, instellingen: Instellingen, kopie: Reservekopie, sleutels: Reservekopie | None) -> None:
        self.regio, self.map, self._kopie, self._sleutels = (
            kopie.wie,
            instellingen.sleutelmap(kopie.wie),
            kopie,
            sleutels,
        )

    def rijen(self, naam: str) -> list[dict[str, Any]]:
        """The rows of one table in the back-up."""
        with self._kopie.pad(f"{naam}.ndjson").open("rb") as open_:
            return [uit_regel(regel) for regel in open_]

    def meesters(self) -> Mapping[str, bytes]:
        """Every master key that can be had, by its name."""
        begin = f"kluis-{self.regio}-"
        kopie = [self._sleutels.pad(naam) for naam in self._sleutels.onder("regio")] if self._sleutels else []
        paden: list[Path] = [*kopie, *self.map.glob(f"{begin}*.sleutel")]
        return {pad.stem.removeprefix(begin): pad.read_bytes() for pad in paden if pad.name.startswith(begin)}


def _terug(
    waar: Kluismap, engine: Engine, gewist: Mapping[str, datetime], nu: datetime, *, verlies: bool
) -> Teruggezet:
    kluis = open_kluis(engine, waar.regio, waar.map)
    zoekindex = Zoekindex(engine, kluis)
    with kluis.meesters.slot():
        uitkomst = zet_sleutels_terug(kluis, engine, waar.rijen("kluis"), waar.meesters(), gewist)
        if (weg := onbereikbaar(kluis, engine)) and not verlies:
            raise KopieOngeldig(
                f"{len(weg)} sleutels staan onder een meestersleutel die er niet meer is, ook niet in deze "
                "reservekopie. Geef ook die van de sleutels, of aanvaard het verlies met --verlies-aanvaard."
            )
        begraaf_de_rest(kluis, engine)
    _vernietig(kluis, gewist, nu)
    _zet_personen_terug(engine, waar, gewist)
    vernieuw(kluis, zoekindex)
    return uitkomst


def _vernietig(kluis: Kluis, gewist: Mapping[str, datetime], nu: datetime) -> None:
    """Those whose key is not in the back-up: it may be here, and must never be made."""
    eigenaren = {Eigenaar("client", client) for client in gewist}
    for eigenaar in sorted(eigenaren - kluis.vernietigd(eigenaren), key=lambda e: e.id):
        kluis.vernietig(eigenaar, nu=nu)


def _zet_personen_terug(engine: Engine, waar: Kluismap, gewist: Mapping[str, datetime]) -> None:
    """Who can be found, and whom the linking service must forget."""
    posttabellen.create_all(engine)
    wie = [rij | {"meester": ""} for rij in waar.rijen("personen") if rij["client"] not in gewist]
    post = [*waar.rijen("koppelpost"), *({"regio": waar.regio, "client": c, "afdruk": ""} for c in gewist)]
    with engine.begin() as verbinding:
        for rij in wie:
            del rij["nr"]
            verbinding.execute(invoegen(verbinding, personen).values(rij).on_conflict_do_nothing())
        if post:
            verbinding.execute(invoegen(verbinding, verzonden).on_conflict_do_nothing(), post)
