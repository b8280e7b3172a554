"""What a region still has to send to the linking service: what changed since, and who is to be forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Engine, MetaData, String, Table, and_, delete, func, select, update

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.tabellen import invoegen, personen
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.koppelmerk.bericht import Clientmerken, Koppelantwoord, Koppelbericht
from leerwinkel.koppelmerk.merken import Koppelmerken

_PER_KEER = 200
_AFDRUK = 22
"""The last part of a JWE: other for each text that was encrypted."""

posttabellen = MetaData()
verzonden = Table(
    "koppel_verzonden",
    posttabellen,
    Column("regio", String(32), primary_key=True),
    Column("client", String(64), primary_key=True),
    Column("afdruk", String(_AFDRUK), nullable=False),
)
"""Of whom the linking service has the marks, and as they were known when."""

_p, _v = personen.c, verzonden.c


@dataclass(frozen=True, slots=True)
class Zending:
    """A message, and what is noted once it was taken in."""

    bericht: Koppelbericht
    afdrukken: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def is_leeg(self) -> bool:
        """Whether the service knows all there is."""
        return not (self.bericht.merken or self.bericht.vergeet)


class Merkenpost:
    """Of one region, beside its search for persons: who can be found there can be linked. Blocking."""

    def __init__(self, engine: Engine, kluis: Kluis, sleutel: bytes) -> None:
        self._engine, self._regio = engine, kluis.regio
        self._versleuteling, self._merken = Versleuteling(kluis), Koppelmerken(sleutel)
        posttabellen.create_all(engine)

    def volgende(self) -> Zending:
        """What is to be sent now; who is erased goes first."""
        weg = self._weg()
        if weg:
            return Zending(Koppelbericht(proef=self._merken.proef, vergeet=tuple(weg)))
        rijen = self._veranderd()
        gelezen = self._versleuteling.open_alle(rijen)
        merken = tuple(
            Clientmerken(client=client, merken=self._merken.van(wie) if isinstance(wie, Persoonsgegevens) else {})
            for (client, _), wie in zip(rijen, gelezen, strict=True)
        )
        afdrukken = {client: bron[-_AFDRUK:] for client, bron in rijen}
        return Zending(Koppelbericht(proef=self._merken.proef, merken=merken), afdrukken)

    def _weg(self) -> Sequence[str]:
        vraag = select(_v.client).outerjoin(personen, _zelfde()).where(_v.regio == self._regio, _p.client.is_(None))
        with self._engine.connect() as verbinding:
            return list(verbinding.scalars(vraag.order_by(_v.client).limit(_PER_KEER)))

    def _veranderd(self) -> list[tuple[str, str]]:
        nu = func.substr(_p.bron, func.length(_p.bron) - _AFDRUK + 1)
        vraag = select(_p.client, _p.bron).outerjoin(verzonden, _zelfde())
        vraag = vraag.where(_p.regio == self._regio, _v.client.is_(None) | (_v.afdruk != nu))
        with self._engine.connect() as verbinding:
            rijen = verbinding.execute(vraag.order_by(_p.client).limit(_PER_KEER))
            return [(client, bron) for client, bron in rijen]

    def gedaan(self, zending: Zending, antwoord: Koppelantwoord) -> None:
        """Note that it was taken in. Where the service has less than it was sent, all is sent again."""
        with self._engine.begin() as verbinding:
            weg = delete(verzonden).where(_v.regio == self._regio)
            verbinding.execute(weg.where(_v.client.in_(zending.bericht.vergeet)))
            if rijen := [{"regio": self._regio, "client": c, "afdruk": a} for c, a in zending.afdrukken.items()]:
                zet: Any = invoegen(verbinding, verzonden)
                nieuw = {"afdruk": zet.excluded.afdruk}
                verbinding.execute(zet.on_conflict_do_update(index_elements=[_v.regio, _v.client], set_=nieuw), rijen)
            gezegd = (_v.regio == self._regio, _v.afdruk != "")
            aantal = verbinding.scalar(select(func.count()).select_from(verzonden).where(*gezegd))
            if antwoord.clienten < (aantal or 0):
                # the rows stay: who is erased meanwhile must still be forgotten there
                verbinding.execute(update(verzonden).where(*gezegd).values(afdruk=""))


def _zelfde() -> Any:
    return and_(_p.regio == _v.regio, _p.client == _v.client)
