"""The kluis of a region: one AES-256 key per owner (a person, a signaal), wrapped under the region's master key."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, bindparam, func, select, update

from leerwinkel.kluis.meester import MeesterOntbreekt, Meesters
from leerwinkel.kluis.sleutel import BYTES, Eigenaar, Gevonden, Graf, Sleutel, bestaand, ontwikkeld, vingerafdruk
from leerwinkel.kluis.tabellen import invoegen, kluistabellen, leeg_het_schrijflog, sleutels, stand, wis_echt

_PER_KEER = 500
_POGINGEN = 5
_t = sleutels.c
_KOLOMMEN = (_t.soort, _t.eigenaar, _t.kid, _t.meester, _t.gewikkeld)
_Rij = Row[Any, Any, Any, Any, Any]
_Vraag = Select[Any, Any, Any, Any, Any]


class Kluis:
    """The keys of one region. Blocking: call it from a thread. Keeps no key in memory.

    Several processes may use it, also while the keys move to a new master key. Raises MeesterOntbreekt when the
    master key is not there, KluisBeschadigd when a key that is asked for was altered.
    """

    def __init__(self, engine: Engine, regio: str, map_: Path) -> None:
        self._engine, self.regio, self.meesters = engine, regio, Meesters(map_, regio)
        with self.meesters.slot():
            kluistabellen.create_all(engine)
            self._begin()

    def _begin(self) -> None:
        """The first master key, or the one that an interrupted beginning left. Holds the slot."""
        with self._engine.connect() as verbinding:
            if self._stand(verbinding) is not None:
                return
        aanwezig = self.meesters.namen()
        if len(aanwezig) > 1:
            raise MeesterOntbreekt("Er zijn meestersleutels, maar de kluis is leeg. Zet de reservekopie terug.")
        meester = aanwezig[0] if aanwezig else self.meesters.maak()
        with self._engine.begin() as verbinding:
            verbinding.execute(stand.insert(), {"regio": self.regio, "meester": meester})

    def _stand(self, verbinding: Connection, *, vast: bool = False) -> str | None:
        vraag = select(stand.c.meester).where(stand.c.regio == self.regio)
        return verbinding.scalar(vraag.with_for_update(read=True) if vast else vraag)

    def meester(self) -> str:
        """The name of the master key that counts now."""
        with self._engine.connect() as verbinding:
            return self._stand(verbinding) or ""

    def sleutel(self, eigenaar: Eigenaar) -> Sleutel:
        """The key of this owner, made at its first use. Raises SleutelVernietigd: an erased owner stays erased."""
        return self.sleutels([eigenaar])[eigenaar]

    def sleutels(self, eigenaren: Iterable[Eigenaar]) -> dict[Eigenaar, Sleutel]:
        """The keys of all these owners, made at their first use. Raises SleutelVernietigd if one was destroyed."""
        gevraagd = list(dict.fromkeys(eigenaren))
        while True:
            gevonden = {s.eigenaar: bestaand(s) for s in self._zoek(_van(gevraagd))}
            if not (nieuw := [e for e in gevraagd if e not in gevonden]):
                return gevonden
            self._maak(nieuw)

    def op_kid(self, kids: Iterable[str]) -> dict[str, Gevonden]:
        """The keys with these ids, as far as this kluis has or had them."""
        return {s.kid: s for s in self._zoek(_met_kid(kids))}

    def vernietigd(self, eigenaren: Iterable[Eigenaar]) -> set[Eigenaar]:
        """Those of these owners whose key was destroyed."""
        return {s.eigenaar for s in self._zoek(_van(eigenaren)) if isinstance(s, Graf)}

    def _maak(self, eigenaren: Sequence[Eigenaar]) -> None:
        """Make keys for those who have none. Does nothing if the master key changes meanwhile: ask again."""
        meester = self.meester()
        waarde = self.meesters.lees(meester)
        rijen = [
            self._rij(e, s) | {"meester": meester, "gewikkeld": aes_key_wrap(waarde, s)}
            for e in sorted(eigenaren, key=lambda e: (e.soort, e.id))
            if (s := secrets.token_bytes(BYTES))
        ]
        with self._engine.connect() as verbinding:
            verbinding.execute(invoegen(verbinding, sleutels).on_conflict_do_nothing(), rijen)
            # After the insert: a move to another master key either sees these rows, or is seen here.
            if self._stand(verbinding, vast=True) == meester:
                verbinding.commit()

    def _rij(self, eigenaar: Eigenaar, sleutel: bytes) -> dict[str, object]:
        kid = vingerafdruk(sleutel)
        return {"regio": self.regio, "soort": eigenaar.soort, "eigenaar": eigenaar.id, "kid": kid}

    def vernietig(self, eigenaar: Eigenaar, *, nu: datetime) -> None:
        """Destroy the key of this owner, and see to it that none is made any more. Again is harmless."""
        graf = self._rij(eigenaar, secrets.token_bytes(BYTES)) | {"meester": "", "vernietigd": nu.astimezone(UTC)}
        deze = (_t.regio == self.regio, _t.soort == eigenaar.soort, _t.eigenaar == eigenaar.id)
        with self._engine.begin() as verbinding:
            wis_echt(verbinding)
            weg = invoegen(verbinding, sleutels).on_conflict_do_update(
                index_elements=[_t.regio, _t.soort, _t.eigenaar],
                set_={"gewikkeld": None, "meester": "", "vernietigd": nu.astimezone(UTC)},
                where=_t.gewikkeld.is_not(None),
            )
            verbinding.execute(weg, graf)
            # Only now: the master key under which an older copy of this row can lie.
            meester = self._stand(verbinding) or ""
            verbinding.execute(update(sleutels).where(*deze, _t.meester == "").values(meester=meester))
        leeg_het_schrijflog(self._engine)

    def herwikkel(self, nieuw: str) -> int:
        """Wrap all keys under this master key, all or none; how many. Call it while holding the slot.

        Raises KluisBeschadigd for a key that was altered: put a copy of it back, or destroy it.
        """
        alle = select(*_KOLOMMEN).where(_t.regio == self.regio, _t.gewikkeld.is_not(None))
        # A key that is destroyed at this moment is no longer what it was, and stays destroyed.
        zoals_ze_was = (_t.regio == self.regio, _t.kid == bindparam("k"), _t.gewikkeld == bindparam("was"))
        with self._engine.begin() as verbinding:
            wis_echt(verbinding)
            verbinding.execute(update(stand).where(stand.c.regio == self.regio).values(meester=nieuw))
            rijen = verbinding.execute(alle).all()
            om = self._omgewikkeld(rijen, self.meesters.lees(nieuw))
            if om:
                zo = update(sleutels).where(*zoals_ze_was).values(meester=nieuw, gewikkeld=bindparam("wordt"))
                verbinding.execute(zo, om)
        leeg_het_schrijflog(self._engine)
        return len(om)

    def _omgewikkeld(self, rijen: Sequence[_Rij], meester: bytes) -> list[dict[str, object]]:
        waarden = [bestaand(s).waarde for s in self._ontwikkeld(rijen)]
        return [
            {"k": rij.kid, "was": rij.gewikkeld, "wordt": aes_key_wrap(meester, waarde)}
            for rij, waarde in zip(rijen, waarden, strict=True)
        ]

    def vernieuwen_sinds(self) -> datetime | None:
        """The oldest erasure since which no new master key came: older copies of the kluis can still undo it."""
        vraag = select(func.min(_t.vernietigd)).where(_t.regio == self.regio, _t.meester.in_(self.meesters.namen()))
        with self._engine.connect() as verbinding:
            oudste = verbinding.scalar(vraag)
        return oudste and (oudste if oudste.tzinfo else oudste.replace(tzinfo=UTC))

    def _zoek(self, voorwaarden: Iterable[ColumnElement[bool]]) -> list[Gevonden]:
        """Read again if the keys moved to a new master key while we read, and the old one is gone already."""
        vragen = [select(*_KOLOMMEN).where(_t.regio == self.regio, v) for v in voorwaarden]
        for _ in range(_POGINGEN):
            with suppress(MeesterOntbreekt):
                return self._ontwikkeld(self._rijen(vragen))
        return self._ontwikkeld(self._rijen(vragen))

    def _rijen(self, vragen: Sequence[_Vraag]) -> list[_Rij]:
        with self._engine.connect() as verbinding:
            return [rij for vraag in vragen for rij in verbinding.execute(vraag)]

    def _ontwikkeld(self, rijen: Iterable[_Rij]) -> list[Gevonden]:
        lees = cache(self.meesters.lees)
        return [
            ontwikkeld(Eigenaar(soort, id_), kid, gewikkeld, partial(lees, meester))
            for soort, id_, kid, meester, gewikkeld in rijen
        ]


def _van(eigenaren: Iterable[Eigenaar]) -> Iterator[ColumnElement[bool]]:
    per_soort: dict[str, list[str]] = {}
    for eigenaar in eigenaren:
        per_soort.setdefault(eigenaar.soort, []).append(eigenaar.id)
    for soort, ids in per_soort.items():
        for deel in _stukken(ids):
            yield and_(_t.soort == soort, _t.eigenaar.in_(deel))


def _met_kid(kids: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    for deel in _stukken(dict.fromkeys(kids)):
        yield _t.kid.in_(deel)


def _stukken(alles: Iterable[str]) -> Iterator[list[str]]:
    bron = iter(alles)
    while deel := list(islice(bron, _PER_KEER)):
        yield deel
