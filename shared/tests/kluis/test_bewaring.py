"""The kluis: one key per owner, made once, wrapped under a master key that is not in the database, really destroyed."""

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select, update

from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.meester import MeesterOntbreekt
from leerwinkel.kluis.sleutel import Eigenaar, KluisBeschadigd, SleutelVernietigd
from leerwinkel.kluis.tabellen import sleutels, stand
from leerwinkel.kluis.vernieuwing import vernieuw
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.runtime.verbinding import database

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
AN, BO = Eigenaar("client", "an"), Eigenaar("client", "bo")


def _gewikkeld(engine: Engine) -> dict[str, bytes | None]:
    with engine.connect() as verbinding:
        return {rij.eigenaar: rij.gewikkeld for rij in verbinding.execute(select(sleutels))}


def test_an_owner_has_one_key_and_no_other_owner_has_it(kluis: Kluis) -> None:
    van_an = kluis.sleutel(AN)
    assert kluis.sleutel(AN) == van_an
    assert len(van_an.waarde) == 32
    anderen = [kluis.sleutel(e) for e in (BO, Eigenaar("signaal", "an"))]
    assert len({s.kid for s in (van_an, *anderen)}) == len({s.waarde for s in (van_an, *anderen)}) == 3


def test_the_keys_of_many_are_made_at_once(kluis: Kluis) -> None:
    allen = [Eigenaar(soort, f"e{n}") for soort in ("client", "signaal") for n in range(700)]
    gemaakt = kluis.sleutels(allen)
    assert list(map(kluis.sleutels(allen).get, allen)) == list(map(gemaakt.get, allen))
    assert len({s.waarde for s in gemaakt.values()}) == 1_400


def test_another_region_in_the_same_database_has_keys_of_its_own(kluis: Kluis, engine: Engine, tmp_path: Path) -> None:
    limburg = Kluis(engine, "limburg", tmp_path / "limburg")
    assert limburg.sleutel(AN).kid != kluis.sleutel(AN).kid
    limburg.vernietig(AN, nu=NU)
    assert kluis.vernietigd([AN]) == set()
    assert limburg.vernieuwen_sinds() == NU
    assert kluis.vernieuwen_sinds() is None


def test_the_database_holds_no_key(kluis: Kluis, engine: Engine, map_: Path) -> None:
    waarde, meester = kluis.sleutel(AN).waarde, kluis.meesters.lees(kluis.meester())
    with engine.connect() as verbinding:
        waarden = [w for rij in verbinding.execute(select(sleutels)) for w in rij]
    alles = b"".join(w if isinstance(w, bytes) else str(w).encode() for w in waarden)
    assert waarde not in alles
    assert meester not in alles
    assert {p.stat().st_mode & 0o077 for p in (map_, *map_.iterdir())} == {0}


def test_a_key_does_not_show_itself(kluis: Kluis) -> None:
    sleutel = kluis.sleutel(AN)
    assert repr(sleutel.waarde) not in f"{sleutel!r} {sleutel}"


def test_without_its_master_key_or_with_another_nothing_is_read(kluis: Kluis, engine: Engine, map_: Path) -> None:
    kluis.sleutel(AN)
    (bestand,) = map_.glob("*.sleutel")
    bestand.rename(opzij := map_ / "opzij")
    with pytest.raises(MeesterOntbreekt, match="reservekopie"):
        Kluis(engine, "gent", map_).sleutel(AN)
    bestand.touch(mode=0o600)
    bestand.write_bytes(b"x" * 32)
    with pytest.raises(KluisBeschadigd):
        kluis.sleutel(AN)
    bestand.write_bytes(b"x" * 31)
    with pytest.raises(MeesterOntbreekt, match="32 bytes"):
        kluis.sleutel(AN)
    opzij.replace(bestand)
    assert kluis.sleutel(AN)


def test_a_master_key_that_others_can_read_is_refused(kluis: Kluis, map_: Path) -> None:
    (bestand,) = map_.glob("*.sleutel")
    bestand.chmod(0o640)
    with pytest.raises(MeesterOntbreekt, match="chmod"):
        kluis.sleutel(AN)


def test_an_empty_kluis_beside_several_master_keys_is_not_begun_anew(engine: Engine, kluis: Kluis, map_: Path) -> None:
    (bestand,) = map_.glob("*.sleutel")
    limburg = [map_ / f"kluis-limburg-{cijfer * 16}.sleutel" for cijfer in "01"]
    shutil.copy2(bestand, limburg[0])
    assert Kluis(engine, "limburg", map_).meester() == "0" * 16
    with engine.begin() as verbinding:
        verbinding.execute(delete(stand).where(stand.c.regio == "limburg"))
    shutil.copy2(bestand, limburg[1])
    with pytest.raises(MeesterOntbreekt, match="leeg"):
        Kluis(engine, "limburg", map_)
    assert kluis.meesters.namen() == [kluis.meester()]


def test_keys_that_were_swapped_or_altered_in_the_database_are_noticed(kluis: Kluis, engine: Engine) -> None:
    kluis.sleutels([AN, BO])
    was = _gewikkeld(engine)
    van_bo = was["bo"] or b""
    for anders in (van_bo, b"\0" * 40, bytes([van_bo[0] ^ 1]) + van_bo[1:]):
        with engine.begin() as verbinding:
            verbinding.execute(update(sleutels).where(sleutels.c.eigenaar == "an").values(gewikkeld=anders))
        with pytest.raises(KluisBeschadigd, match="client an"):
            kluis.sleutel(AN)
        assert kluis.sleutel(BO)


def test_an_altered_key_keeps_all_under_their_master_key_and_leaves_no_other_behind(
    kluis: Kluis, engine: Engine
) -> None:
    kluis.sleutels([AN, BO])
    van_an, meester = _gewikkeld(engine)["an"], kluis.meester()
    with engine.begin() as verbinding:
        verbinding.execute(update(sleutels).where(sleutels.c.eigenaar == "an").values(gewikkeld=b"\0" * 40))
    for _ in range(2):
        with pytest.raises(KluisBeschadigd, match="client an"):
            vernieuw(kluis, Zoekindex(engine, kluis))
        assert (kluis.meester(), kluis.meesters.namen()) == (meester, [meester])
    with engine.begin() as verbinding:
        verbinding.execute(update(sleutels).where(sleutels.c.eigenaar == "an").values(gewikkeld=van_an))
    assert vernieuw(kluis, Zoekindex(engine, kluis)).sleutels == 2
    assert kluis.meesters.namen() == [kluis.meester()] != [meester]


def test_a_destroyed_key_is_gone_and_no_other_is_made(kluis: Kluis, engine: Engine) -> None:
    kid, van_bo = kluis.sleutel(AN).kid, kluis.sleutel(BO)
    kluis.vernietig(AN, nu=NU)
    kluis.vernietig(AN, nu=NU + timedelta(days=1))
    with pytest.raises(SleutelVernietigd):
        kluis.sleutel(AN)
    with pytest.raises(SleutelVernietigd):
        kluis.sleutels([BO, AN])
    assert kluis.vernietigd([AN, BO]) == {AN}
    assert not hasattr(kluis.op_kid([kid])[kid], "waarde")
    assert _gewikkeld(engine)["an"] is None
    assert kluis.sleutel(BO) == van_bo
    assert kluis.vernieuwen_sinds() == NU


def test_who_never_had_a_key_gets_none_after_erasure(kluis: Kluis) -> None:
    kluis.vernietig(AN, nu=NU)
    with pytest.raises(SleutelVernietigd):
        kluis.sleutel(AN)


def test_sqlite_keeps_no_byte_of_what_was_destroyed(tmp_path: Path) -> None:
    engine = database(f"sqlite:///{tmp_path / 'k.sqlite'}")
    kluis = Kluis(engine, "gent", tmp_path / "sleutels")
    kluis.sleutels([AN, BO])
    was = _gewikkeld(engine)
    kluis.vernietig(AN, nu=NU)
    bytes_ = b"".join(p.read_bytes() for p in tmp_path.glob("k.sqlite*"))
    engine.dispose()
    assert (was["bo"] or b"?") in bytes_
    assert (was["an"] or b"") not in bytes_


def test_two_who_ask_at_once_for_the_first_time_get_the_same_keys(url: str, map_: Path) -> None:
    start = threading.Barrier(4)
    allen = [Eigenaar("client", f"c{n}") for n in range(60)]

    def vraag(nummer: int) -> list[tuple[str, bytes]]:
        engine = database(url)
        start.wait()
        eigen = Kluis(engine, "gent", map_)
        gedraaid = allen[nummer * 15 :] + allen[: nummer * 15]
        gekregen = {e: eigen.sleutel(e) for e in gedraaid}
        engine.dispose()
        return [(gekregen[e].kid, gekregen[e].waarde) for e in allen]

    with ThreadPoolExecutor(4) as pool:
        eerste, *rest = pool.map(vraag, range(4))
    assert rest == [eerste] * 3


def test_keys_made_and_destroyed_while_the_master_key_changes_are_neither_lost_nor_back(
    kluis: Kluis, zoekindex: Zoekindex
) -> None:
    """Four at once: two make keys, one destroys, one changes the master key again and again."""
    allen = [Eigenaar("client", f"c{n}") for n in range(80)]
    weg = [Eigenaar("client", f"w{n}") for n in range(40)]
    kluis.sleutels(weg)
    with ThreadPoolExecutor(4) as pool:
        maken = [pool.submit(lambda: [kluis.sleutel(e) for e in allen]) for _ in range(2)]
        wissen = pool.submit(lambda: [kluis.vernietig(e, nu=NU) for e in weg])
        for _ in range(6):
            vernieuw(kluis, zoekindex)
        eerste, tweede = (taak.result() for taak in maken)
        wissen.result()
    assert eerste == tweede == list(map(kluis.sleutels(allen).get, allen))
    assert kluis.vernietigd([*allen, *weg]) == set(weg)
    vernieuw(kluis, zoekindex)
    assert kluis.vernieuwen_sinds() is None
    assert kluis.meesters.namen() == [kluis.meester()]
