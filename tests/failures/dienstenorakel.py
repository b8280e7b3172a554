"""The oracle of the services: what was acknowledged to people and programs is on the log, on the screens and readable.

What stands on the log by itself it takes from there, each once for its cause; everything else was asked by somebody.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import select

from intake.app import DIENST as INTAKE
from leerwinkel.dienst import Dienst
from leerwinkel.eventsourcing import StoredEvent
from leerwinkel.gebeurtenissen import lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.kluis.zoekvraag import lees_vraag
from leerwinkel.leesmodel import Store, place
from leerwinkel.leesmodel.folding import Arrived
from leerwinkel.leesmodel.tables import LOG_POSITION
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.verbinding import database
from partners.app import DIENST as PARTNERS
from trajecten.app import DIENST as TRAJECTEN

from .gesprek import Gesprek
from .mensen import Mensen

_NOG_EENS: Final = 10
_BIJ_S: Final = 240.0
_MODELLEN: Final[tuple[Dienst, ...]] = (INTAKE, TRAJECTEN, PARTNERS)


async def vraag_nog_eens(mensen: Mensen, kans: Random) -> None:
    """Some of what was acknowledged is asked again: the answer is the same. That nothing comes of it, the log says."""
    for gesprek in mensen.gesprekken:
        gedaan = [(b, antwoord) for b, antwoord in gesprek.antwoorden if antwoord["gebeurtenissen"]]
        for bedoeling, antwoord in kans.sample(gedaan, min(_NOG_EENS, len(gedaan))):
            assert await gesprek.geef(bedoeling) == antwoord, bedoeling
            gesprek.antwoorden.pop()
        for eens in kans.sample(gesprek.aangemeld, min(_NOG_EENS, len(gesprek.aangemeld))):
            assert await gesprek.stuur_formulier(eens.velden) == eens.dossier, eens


def gevraagd(mensen: Mensen, log: Sequence[StoredEvent]) -> list[AnyGebeurtenis]:
    """All that must stand on the log of the region because of them, each once; the log itself says what followed."""
    geacht = [lees(json.dumps(g).encode()) for gesprek in mensen.gesprekken for g in _gezegd(gesprek)]
    gelezen = [lees(event.payload) for event in log]
    eigen = [g for g in gelezen if g.systeem in DIENSTEN]
    bij_dossier = {g.subject: g for g in eigen if isinstance(g.data, AanmeldingGeregistreerd) and g.causationid is None}
    formulieren = [bij_dossier[een.dossier] for gesprek in mensen.gesprekken for een in gesprek.aangemeld]
    return [*geacht, *formulieren, *_vanzelf(eigen, {g.id for g in gelezen})]


def _gezegd(gesprek: Gesprek) -> Iterator[dict[str, Any]]:
    for _, antwoord in gesprek.antwoorden:
        yield from antwoord["gebeurtenissen"]


def _vanzelf(eigen: Iterable[AnyGebeurtenis], bekend: set[str]) -> list[AnyGebeurtenis]:
    """What the services did by themselves: something that happened caused it, and caused it once."""
    gevolgen = [g for g in eigen if g.causationid is not None]
    keren = Counter((g.causationid, g.soort) for g in gevolgen)
    assert not (dubbel := [k for k, n in keren.items() if n > 1]), dubbel
    assert not (los := [g.id for g in gevolgen if g.causationid not in bekend]), los
    return gevolgen


def beoordeel_leesmodellen(instellingen: Instellingen, log: Sequence[StoredEvent]) -> None:
    """What every screen reads equals what the log gives from its beginning. The services may run."""
    for dienst in _MODELLEN:
        plek = f"{dienst.naam}_{instellingen.regio.replace('-', '_')}"
        hier = Store(dienst.model, place(instellingen.database_url(instellingen.regio), plek))
        _wacht_op(hier, len(log))
        with TemporaryDirectory() as map_:
            anders = Store(dienst.model, place(f"sqlite:///{Path(map_) / 'opnieuw.sqlite'}", plek))
            anders.open()
            nieuw = anders.new()
            nieuw.take(Arrived(event.position, event.subject, event.payload) for event in log)
            nieuw.derive_all()
            anders.switch(nieuw)
            verschil = [naam for naam, rijen in _rijen(anders).items() if _rijen(hier)[naam] != rijen]
            anders.place.close()
        hier.place.close()
        assert not verschil, f"het leesmodel van {dienst.naam} is niet wat het log geeft: {verschil}"


def _wacht_op(store: Store, positie: int) -> None:
    einde = time.monotonic() + _BIJ_S
    while (nu := store.current()) is None or nu.reached().position < positie:
        assert time.monotonic() < einde, f"{store.model.name} komt niet bij positie {positie}: {nu and nu.reached()}"
        time.sleep(0.1)


def _rijen(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reader() as lezer:
        return {
            tabel.name: [tuple(rij) for rij in lezer.execute(select(tabel).order_by(*tabel.primary_key))]
            for tabel in store.model.tables.sorted_tables
            if tabel.name != LOG_POSITION
        }


def beoordeel_kluis(instellingen: Instellingen, mensen: Mensen, log: Sequence[StoredEvent]) -> None:
    """Whoever was registered can be read as they were typed in, and be found by their name."""
    engine = database(instellingen.database_url(instellingen.regio))
    kluis = Kluis(engine, instellingen.regio, instellingen.sleutelmap(instellingen.regio))
    index, leesbaar = Zoekindex(engine, kluis), Versleuteling(kluis)
    bij = {g.subject: g.data for event in log if isinstance((g := lees(event.payload)).data, AanmeldingGeregistreerd)}
    for een in (een for gesprek in mensen.gesprekken for een in gesprek.aangemeld):
        gegevens = bij[een.dossier]
        assert isinstance(gegevens, AanmeldingGeregistreerd)
        assert gegevens.persoonsgegevens
        wie = leesbaar.open(gegevens.client, gegevens.persoonsgegevens)
        assert (wie.naam, wie.voornaam) == (een.naam, een.voornaam)
        _wacht_op_vindbaar(index, f"{een.voornaam} {een.naam}", gegevens.client)
    engine.dispose()


def _wacht_op_vindbaar(index: Zoekindex, naam: str, client: str) -> None:
    einde = time.monotonic() + _BIJ_S
    while client not in {treffer.client for treffer in index.zoek(lees_vraag(naam))}:
        assert time.monotonic() < einde, f"{client} is niet te vinden"
        time.sleep(0.1)
