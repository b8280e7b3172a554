"""The table of marks: of each client those that its region sent, under a key that no region has."""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Column, Engine, Index, LargeBinary, MetaData, String, Table, delete, func, select

from leerwinkel.kluis.tabellen import invoegen, leeg_het_schrijflog, wis_echt
from leerwinkel.koppelmerk.bericht import Clientmerken, Kenmerk, Merk
from vol_reporting.koppeling.paar import Kant

_BYTES: Final = 16
_TE_VEEL: Final = 50
"""A mark that so many clients share says nothing: somebody fills in a standing text."""

tabellen = MetaData()
clienten = Table(
    "client",
    tabellen,
    Column("regio", String(32), primary_key=True),
    Column("client", String(64), primary_key=True),
)
merken = Table(
    "merk",
    tabellen,
    Column("regio", String(32), primary_key=True),
    Column("client", String(64), primary_key=True),
    Column("kenmerk", String(24), primary_key=True),
    Column("merk", LargeBinary(_BYTES), nullable=False),
    Index("merk_kenmerk", "kenmerk", "merk"),
)
sleutels = Table(
    "sleutel",
    tabellen,
    Column("regio", String(32), primary_key=True),
    Column("proef", String(32), nullable=False),
)
"""By which key each region makes its marks, as far as one can tell keys apart."""

_m, _c, _s = merken.c, clienten.c, sleutels.c


class Merkenkast:
    """Blocking. Holds nothing by which a person could be tried: that takes the keys of the regions and this one."""

    def __init__(self, engine: Engine, sleutel: bytes) -> None:
        self._engine, self._sleutel = engine, sleutel
        tabellen.create_all(engine)

    def _eigen(self, kenmerk: Kenmerk, merk: Merk) -> bytes:
        return hmac.digest(self._sleutel, f"{kenmerk}:{merk}".encode(), "sha256")[:_BYTES]

    def past_bij(self, regio: str, proef: str) -> bool:
        """Whether the region has the key that the other regions have; theirs are kept with it."""
        with self._engine.begin() as verbinding:
            anders = select(func.count()).select_from(sleutels).where(_s.regio != regio, _s.proef != proef)
            if verbinding.scalar(anders):
                return False
            zet = invoegen(verbinding, sleutels).values(regio=regio, proef=proef)
            verbinding.execute(zet.on_conflict_do_update(index_elements=[_s.regio], set_={"proef": proef}))
        return True

    def bewaar(self, regio: str, gezegd: Sequence[Clientmerken]) -> None:
        """These clients have these marks, and no others."""
        if not gezegd:
            return
        wie = [{"regio": regio, "client": een.client} for een in gezegd]
        rijen = [
            {"regio": regio, "client": een.client, "kenmerk": kenmerk, "merk": self._eigen(kenmerk, merk)}
            for een in gezegd
            for kenmerk, merk in een.merken.items()
        ]
        with self._engine.begin() as verbinding:
            wis_echt(verbinding)
            verbinding.execute(delete(merken).where(_m.regio == regio, _m.client.in_([w["client"] for w in wie])))
            verbinding.execute(invoegen(verbinding, clienten).on_conflict_do_nothing(), wie)
            if rijen:
                verbinding.execute(merken.insert(), rijen)

    def vergeet(self, regio: str, weg: Sequence[str]) -> None:
        """Nothing of these clients is left here. Again is harmless."""
        if not weg:
            return
        with self._engine.begin() as verbinding:
            wis_echt(verbinding)
            verbinding.execute(delete(merken).where(_m.regio == regio, _m.client.in_(weg)))
            verbinding.execute(delete(clienten).where(_c.regio == regio, _c.client.in_(weg)))
        leeg_het_schrijflog(self._engine)

    def aantal(self, regio: str | None = None) -> int:
        """How many clients there are, of one region or of all."""
        vraag = select(func.count()).select_from(clienten)
        with self._engine.connect() as verbinding:
            return verbinding.scalar(vraag if regio is None else vraag.where(_c.regio == regio)) or 0

    def kandidaten(self, regio: str, clients: Sequence[str]) -> dict[str, list[Kant]]:
        """Per client those of other regions with whom it shares a mark: only they are compared (blocking)."""
        eigen, ander = merken.alias("eigen"), merken.alias("ander")
        gedeeld = (eigen.c.kenmerk == ander.c.kenmerk) & (eigen.c.merk == ander.c.merk) & (ander.c.regio != regio)
        deze = (eigen.c.regio == regio, eigen.c.client.in_(clients))
        vraag = select(eigen.c.client, eigen.c.kenmerk, ander.c.regio, ander.c.client).join(ander, gedeeld).where(*deze)
        per_merk: dict[tuple[str, str], set[Kant]] = {}
        with self._engine.connect() as verbinding:
            for client, kenmerk, elders, wie in verbinding.execute(vraag):
                per_merk.setdefault((client, kenmerk), set()).add(Kant(elders, wie))
        gevonden: dict[str, set[Kant]] = {}
        for (client, _), kanten in per_merk.items():
            if len(kanten) <= _TE_VEEL:
                gevonden.setdefault(client, set()).update(kanten)
        return {client: sorted(kanten) for client, kanten in sorted(gevonden.items())}

    def merken_van(self, kanten: Iterable[Kant]) -> Mapping[Kant, Mapping[Kenmerk, bytes]]:
        """The marks of each of these clients."""
        gevonden: dict[Kant, dict[Kenmerk, bytes]] = {kant: {} for kant in kanten}
        per_regio: dict[str, list[str]] = {}
        for kant in gevonden:
            per_regio.setdefault(kant.regio, []).append(kant.client)
        with self._engine.connect() as verbinding:
            for regio, wie in per_regio.items():
                deze = select(_m.client, _m.kenmerk, _m.merk).where(_m.regio == regio, _m.client.in_(wie))
                for client, kenmerk, merk in verbinding.execute(deze):
                    gevonden[Kant(regio, client)][kenmerk] = merk
        return gevonden
