"""Keys of a back-up in a kluis that lives: what is whole stays, what misses comes back, what was erased does not."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.sleutel import Eigenaar
from leerwinkel.kluis.tabellen import sleutels, stand
from leerwinkel.kluis.terugzetten import Teruggezet, begraaf_de_rest, onbereikbaar, open_kluis, zet_sleutels_terug

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
AN, BERT, CARLA = (Eigenaar("client", naam) for naam in ("an", "bert", "carla"))
SIGNAAL = Eigenaar("signaal", "an")


def _rijen(engine: Engine) -> list[dict[str, Any]]:
    with engine.connect() as verbinding:
        return [dict(rij) for rij in verbinding.execute(select(sleutels)).mappings()]


def _meesters(map_: Path) -> dict[str, bytes]:
    return {pad.stem.removeprefix("kluis-gent-"): pad.read_bytes() for pad in map_.glob("*.sleutel")}


def _terug(kluis: Kluis, engine: Engine, kopie: Mapping[str, Any], **gewist: datetime) -> Teruggezet:
    with kluis.meesters.slot():
        return zet_sleutels_terug(kluis, engine, kopie["rijen"], kopie["meesters"], gewist)


def _kopie(engine: Engine, map_: Path) -> dict[str, Any]:
    return {"rijen": _rijen(engine), "meesters": _meesters(map_)}


def _herwikkel(kluis: Kluis) -> None:
    oud = kluis.meester()
    with kluis.meesters.slot():
        kluis.herwikkel(kluis.meesters.maak())
        kluis.meesters.vernietig(oud)


def test_a_key_that_misses_comes_back_under_the_master_key_of_now(kluis: Kluis, engine: Engine, map_: Path) -> None:
    oud = kluis.sleutels([AN, BERT, SIGNAAL])
    kopie = _kopie(engine, map_)
    _herwikkel(kluis)
    with engine.begin() as verbinding:
        verbinding.execute(sleutels.delete().where(sleutels.c.eigenaar == "an"))
    assert _terug(kluis, engine, kopie) == Teruggezet(terug=2, hier=1)
    assert kluis.sleutels([AN, BERT, SIGNAAL]) == oud
    assert {rij["meester"] for rij in _rijen(engine)} == {kluis.meester()}
    assert list(kopie["meesters"]) != kluis.meesters.namen()


def test_a_damaged_key_is_replaced_and_another_one_stays(kluis: Kluis, engine: Engine, map_: Path) -> None:
    oud = kluis.sleutels([AN, BERT])
    kopie = _kopie(engine, map_)
    with engine.begin() as verbinding:
        verbinding.execute(update(sleutels).where(sleutels.c.eigenaar == "an").values(gewikkeld=b"x" * 40))
        verbinding.execute(sleutels.delete().where(sleutels.c.eigenaar == "bert"))
    nieuw = kluis.sleutel(BERT)
    assert _terug(kluis, engine, kopie) == Teruggezet(terug=1, anders=1)
    assert kluis.sleutel(AN) == oud[AN]
    assert kluis.sleutel(BERT) == nieuw


def test_who_was_erased_here_or_on_the_log_stays_so_but_not_a_signaal_of_that_number(
    kluis: Kluis, engine: Engine, map_: Path
) -> None:
    kids = {eigenaar: sleutel.kid for eigenaar, sleutel in kluis.sleutels([AN, BERT, CARLA, SIGNAAL]).items()}
    kopie = _kopie(engine, map_)
    kluis.vernietig(BERT, nu=NU)
    assert _terug(kluis, engine, kopie, an=NU) == Teruggezet(hier=2, gewist=2)
    assert kluis.vernietigd([AN, BERT, CARLA, SIGNAAL]) == {AN, BERT}
    assert {rij["kid"] for rij in _rijen(engine)} == set(kids.values())
    assert kluis.vernieuwen_sinds() == NU


def test_what_was_destroyed_in_the_backup_is_destroyed_here(kluis: Kluis, engine: Engine, map_: Path) -> None:
    kluis.sleutels([AN, BERT])
    kluis.vernietig(AN, nu=NU)
    kopie = _kopie(engine, map_)
    with engine.begin() as verbinding:
        verbinding.execute(sleutels.delete())
    assert _terug(kluis, engine, kopie) == Teruggezet(terug=1, gewist=1)
    assert kluis.vernietigd([AN, BERT]) == {AN}


def test_keys_under_a_master_key_that_only_the_backup_has_are_saved_and_the_rest_is_given_up(
    kluis: Kluis, engine: Engine, map_: Path
) -> None:
    kluis.sleutels([AN])
    kopie = _kopie(engine, map_)
    oud = kluis.sleutels([AN, BERT, CARLA])  # two of them after the back-up, under the same master key
    kluis.meesters.vernietig(kluis.meester())
    met_nieuwe = open_kluis(engine, "gent", map_)
    assert len(onbereikbaar(met_nieuwe, engine)) == 3
    assert _terug(met_nieuwe, engine, kopie, carla=NU) == Teruggezet(hier=1)
    assert met_nieuwe.sleutels([AN, BERT]) == {eigenaar: oud[eigenaar] for eigenaar in (AN, BERT)}
    assert onbereikbaar(met_nieuwe, engine) == [CARLA]
    assert begraaf_de_rest(met_nieuwe, engine) == 1
    assert met_nieuwe.vernietigd([AN, BERT, CARLA]) == {CARLA}


def test_a_kluis_that_lost_its_tables_begins_anew_under_a_new_master_key(
    kluis: Kluis, engine: Engine, map_: Path
) -> None:
    oud = kluis.sleutel(AN)
    kopie = _kopie(engine, map_)
    with engine.begin() as verbinding:
        verbinding.execute(sleutels.delete())
        verbinding.execute(stand.delete())
    terug = open_kluis(engine, "gent", map_)
    assert terug.meester() not in kopie["meesters"]
    _terug(terug, engine, kopie)
    assert terug.sleutel(AN) == oud
