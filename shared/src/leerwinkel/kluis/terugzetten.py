"""Putting keys of a back-up back in a kluis: each wrapped anew, and of who was erased since none at all.

The master key of the back-up is used in memory only. So nothing here is readable that an erasure took away, not even
for a moment, and an older copy of the kluis is worth no more than it was.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from sqlalchemy import Connection, Engine, select, update

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.meester import MeesterOntbreekt, Meesters
from leerwinkel.kluis.sleutel import Eigenaar, Graf, Sleutel, Stuk, ontwikkeld
from leerwinkel.kluis.tabellen import invoegen, kluistabellen, sleutels, stand, wis_echt

_t = sleutels.c


@dataclass(frozen=True, slots=True)
class Teruggezet:
    """How many keys came back, were here already, are of the erased, are neither here nor whole in the back-up, and
    are another key here: that one stays.
    """

    terug: int = 0
    hier: int = 0
    gewist: int = 0
    onleesbaar: int = 0
    anders: int = 0


def open_kluis(engine: Engine, regio: str, map_: Path) -> Kluis:
    """The kluis, also where its master key is gone: then with a new one. Keys under the old one are as good as none."""
    meesters = Meesters(map_, regio)
    with meesters.slot():
        kluistabellen.create_all(engine)
        with engine.begin() as verbinding:
            naam = verbinding.scalar(select(stand.c.meester).where(stand.c.regio == regio))
            if naam not in meesters.namen() and (naam or meesters.namen()):
                zet = invoegen(verbinding, stand).values(regio=regio, meester=(nieuw := meesters.maak()))
                verbinding.execute(zet.on_conflict_do_update(index_elements=[stand.c.regio], set_={"meester": nieuw}))
    return Kluis(engine, regio, map_)


def zet_sleutels_terug(
    kluis: Kluis,
    engine: Engine,
    rijen: Sequence[Mapping[str, Any]],
    meesters: Mapping[str, bytes],
    gewist: Mapping[str, datetime],
) -> Teruggezet:
    """All rows of a back-up, in one transaction. `gewist`: the clients that were erased, and when.

    What is here and whole stays; what was destroyed here stays destroyed. Raises MeesterOntbreekt where a master key
    of the back-up is not among `meesters`. Call it while holding the slot.
    """
    met_sleutel = {rij["meester"] for rij in rijen if rij["gewikkeld"] is not None}
    if weg := met_sleutel - meesters.keys():
        raise MeesterOntbreekt(
            f"De meestersleutel {', '.join(sorted(weg))} van deze reservekopie ontbreekt. Geef ook de reservekopie van "
            "de sleutels die op hetzelfde moment gemaakt werd."
        )
    terugzetting = _Terugzetting(kluis, meesters, gewist)
    with engine.begin() as verbinding:
        wis_echt(verbinding)
        terugzetting.red_wat_hier_is(verbinding)
        uitkomsten = [terugzetting.zet(verbinding, rij) for rij in rijen]
    return Teruggezet(*(uitkomsten.count(each.name) for each in fields(Teruggezet)))


class _Terugzetting:
    def __init__(self, kluis: Kluis, meesters: Mapping[str, bytes], gewist: Mapping[str, datetime]) -> None:
        self._kluis, self._meesters, self._gewist = kluis, meesters, gewist
        self._meester = kluis.meester()
        self._waarde = kluis.meesters.lees(self._meester)

    def zet(self, verbinding: Connection, rij: Mapping[str, Any]) -> str:
        van = Eigenaar(rij["soort"], rij["eigenaar"])
        hier = self._hier(verbinding, van)
        if isinstance(hier, Graf):
            return "gewist"
        op = self._gewist.get(van.id) if van.soort == "client" else None
        if op or rij["gewikkeld"] is None:
            self._bewaar(verbinding, rij, {"gewikkeld": None, "vernietigd": op or rij["vernietigd"]})
            return "gewist"
        if isinstance(hier, Sleutel):
            return "hier" if hier.kid == rij["kid"] else "anders"
        oud = ontwikkeld(van, rij["kid"], rij["gewikkeld"], lambda: self._meesters[rij["meester"]])
        if not isinstance(oud, Sleutel):
            return "onleesbaar"
        self._bewaar(verbinding, rij, {"gewikkeld": aes_key_wrap(self._waarde, oud.waarde), "vernietigd": None})
        return "terug"

    def red_wat_hier_is(self, verbinding: Connection) -> None:
        """Keys that are here under a master key that only the back-up has: wrapped anew, but of the erased none."""
        namen = self._kluis.meesters.namen()
        deze = (_t.regio == self._kluis.regio, _t.gewikkeld.is_not(None), _t.meester.not_in(namen))
        for rij in (
            verbinding.execute(select(sleutels).where(*deze, _t.meester.in_(list(self._meesters)))).mappings().all()
        ):
            van = Eigenaar(rij["soort"], rij["eigenaar"])
            oud = ontwikkeld(van, rij["kid"], rij["gewikkeld"], lambda naam=rij["meester"]: self._meesters[naam])
            if isinstance(oud, Sleutel) and van.id not in self._gewist:
                self._bewaar(
                    verbinding, dict(rij), {"gewikkeld": aes_key_wrap(self._waarde, oud.waarde), "vernietigd": None}
                )

    def _hier(self, verbinding: Connection, van: Eigenaar) -> Sleutel | Graf | Stuk | None:
        deze = (_t.regio == self._kluis.regio, _t.soort == van.soort, _t.eigenaar == van.id)
        rij = verbinding.execute(select(_t.kid, _t.meester, _t.gewikkeld).where(*deze)).one_or_none()
        if rij is None:
            return None
        with suppress(MeesterOntbreekt):
            return ontwikkeld(van, rij.kid, rij.gewikkeld, lambda: self._kluis.meesters.lees(rij.meester))
        return Stuk(van, rij.kid)

    def _bewaar(self, verbinding: Connection, rij: Mapping[str, Any], wat: Mapping[str, Any]) -> None:
        vast = {"kid": rij["kid"], "meester": self._meester, **wat}
        zet = invoegen(verbinding, sleutels).values(
            regio=self._kluis.regio, soort=rij["soort"], eigenaar=rij["eigenaar"]
        )
        sleutel = [_t.regio, _t.soort, _t.eigenaar]
        verbinding.execute(zet.values(**vast).on_conflict_do_update(index_elements=sleutel, set_=vast))


def begraaf_de_rest(kluis: Kluis, engine: Engine) -> int:
    """Give up the keys whose master key is gone for good; how many. What they encrypted, nobody reads any more."""
    weg = (_t.regio == kluis.regio, _t.gewikkeld.is_not(None), _t.meester.not_in(kluis.meesters.namen()))
    with engine.begin() as verbinding:
        wis_echt(verbinding)
        leeg = update(sleutels).where(*weg).values(gewikkeld=None, meester="", vernietigd=datetime.now(UTC))
        return verbinding.execute(leeg).rowcount


def onbereikbaar(kluis: Kluis, engine: Engine) -> Sequence[Eigenaar]:
    """Whose keys are wrapped under a master key that is gone."""
    weg = (_t.regio == kluis.regio, _t.gewikkeld.is_not(None), _t.meester.not_in(kluis.meesters.namen()))
    with engine.connect() as verbinding:
        return [Eigenaar(*rij) for rij in verbinding.execute(select(_t.soort, _t.eigenaar).where(*weg))]
