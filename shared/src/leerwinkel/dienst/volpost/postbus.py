"""The events of the VOL that a region has: what came is kept once, and read by kind."""

from collections.abc import Iterable, Sequence

import structlog
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from leerwinkel.dienst.volpost.tabel import BERICHT, MIGRATIES
from leerwinkel.eventsourcing import StoredEvent
from leerwinkel.gebeurtenissen import Gegevens, Onleesbaar, lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.leesmodel import Place
from leerwinkel.leesmodel.migrations import migrate

log = structlog.get_logger()

_t = BERICHT.c


class Volpost:
    """Of one region, shared by its services. Blocking: call it from a thread."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def open(self) -> None:
        """Make the table, or bring it to its newest revision."""
        migrate(self._place.data(), MIGRATIES)

    def tot(self, bereik: str) -> int:
        """The last position that is here of what goes to all regions (`alle`), or to this one (`regio`)."""
        with self._place.data().connect() as verbinding:
            return verbinding.scalar(select(func.max(_t.positie)).where(_t.bereik == bereik)) or 0

    def bewaar(self, bereik: str, berichten: Sequence[StoredEvent]) -> None:
        """Keep them; what is here already stays as it is."""
        rijen = [
            {"positie": b.position, "bereik": bereik, "soort": b.subject.rpartition(".")[2], "ruw": b.payload}
            for b in berichten
        ]
        engine = self._place.data()
        dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
        with engine.begin() as verbinding:
            verbinding.execute(dialect.insert(BERICHT).on_conflict_do_nothing(), rijen)

    def gebeurtenissen(self, *soorten: type[Gegevens]) -> list[AnyGebeurtenis]:
        """The events of these kinds, in the order of the VOL's log. What this version cannot read is left out."""
        namen = [soort.gebeurtenisnaam() for soort in soorten]
        with self._place.data().connect() as verbinding:
            vraag = select(_t.positie, _t.ruw).where(_t.soort.in_(namen)).order_by(_t.positie)
            return list(_gelezen(verbinding.execute(vraag).all()))

    def close(self) -> None:
        """Let go of all connections that nobody uses."""
        self._place.close()


def _gelezen(rijen: Iterable[tuple[int, bytes]]) -> Iterable[AnyGebeurtenis]:
    for positie, ruw in rijen:
        try:
            yield lees(ruw)
        except Onleesbaar:
            log.warning("volpost_onleesbaar", positie=positie)
