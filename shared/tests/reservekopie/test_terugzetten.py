"""A region that lost everything comes back: from its back-ups, and from the hub for what came after them."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from leerwinkel.eventsourcing.streams import delete_stream
from leerwinkel.inname.herstel import HerstelFout
from leerwinkel.inname.logindex import Logindex
from leerwinkel.kluis.meester import MeesterOntbreekt
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.kluis.zoekvraag import Zoekvraag
from leerwinkel.reservekopie.kopie import Deel, KopieOngeldig
from leerwinkel.runtime.stromen import naam_van

from .conftest import BLIJFT, WEG, Regio


async def _verlies_alles(regio: Regio) -> None:
    """The machine is gone: its log, its tables and its keys."""
    await delete_stream(regio.nc, naam_van("gent"))
    regio.verlies_databank()


@pytest.mark.parametrize("regio", ["sqlite", "postgresql"], indirect=True)
async def test_a_lost_region_comes_back_with_what_only_its_backup_and_what_only_the_hub_has(regio: Regio) -> None:
    gesloten = regio.vul_kluis(weg=WEG, blijft=BLIJFT)
    regio.kijk("an")
    await regio.schrijf("d1", "d2")
    await regio.kopielog.wait(2)
    await regio.lijn.knip()
    await regio.schrijf("d3")  # only in the back-up
    kopie = await regio.kopieer()
    await _verlies_alles(regio)
    await regio.lijn.herstel()

    gezegd = await regio.zet_terug(*kopie.values())

    assert await regio.op_log() == ["d1", "d2", "d3"]
    assert regio.gekeken() == ["an"]
    assert regio.lees(gesloten) == {"weg": "Zilverberg", "blijft": "Achterhoek"}
    assert "2 sleutels zijn teruggezet" in gezegd
    engine = regio.engine()
    kluis = regio.kluis(engine)
    [gevonden] = Zoekindex(engine, kluis).zoek(Zoekvraag("Achterhoek"))
    assert gevonden.client == "blijft"
    assert len(kluis.meesters.namen()) == 1
    engine.dispose()


async def test_what_came_after_the_backup_comes_from_the_hub_and_who_was_erased_then_stays_erased(regio: Regio) -> None:
    gesloten = regio.vul_kluis(weg=WEG, blijft=BLIJFT)
    await regio.schrijf("d1")
    kopie = await regio.kopieer()
    await regio.wis("weg")
    await regio.schrijf("d2")
    await regio.kopielog.wait(3)
    await _verlies_alles(regio)

    await regio.zet_terug(*kopie.values())

    assert await regio.op_log() == ["d1", "weg", "d2"]
    gelezen = regio.lees(gesloten)
    assert gelezen["blijft"] == "Achterhoek"
    assert "vernietigd" in gelezen["weg"]
    engine = regio.engine()
    assert Zoekindex(engine, regio.kluis(engine)).zoek(Zoekvraag("Zilverberg")) == []
    engine.dispose()


async def test_a_kluis_that_is_put_back_alone_forgets_whom_the_log_says_even_where_nobody_had_done_so_yet(
    regio: Regio,
) -> None:
    gesloten = regio.vul_kluis(weg=WEG, blijft=BLIJFT)
    kopie = await regio.kopieer()
    nieuw = regio.vul_kluis(later=BLIJFT)
    await regio.wis("weg", ook_de_sleutel=False)
    await regio.wis("blijft", ook_de_sleutel=False, systeem="ander")  # what another system says destroys no key here

    gezegd = await regio.zet_terug(kopie[Deel.KLUIS], kopie[Deel.SLEUTELS])
    assert "1 waren hier nog" in gezegd
    assert regio.lees(gesloten | nieuw) == {
        "weg": "De persoonsgegevens zijn vernietigd: niemand kan ze nog lezen.",
        "blijft": "Achterhoek",
        "later": "Achterhoek",
    }
    await regio.zet_terug(kopie[Deel.KLUIS], kopie[Deel.SLEUTELS])
    assert regio.lees(gesloten)["blijft"] == "Achterhoek"


async def test_without_the_master_key_of_its_moment_a_kluis_is_not_put_back(regio: Regio) -> None:
    gesloten = regio.vul_kluis(weg=WEG, blijft=BLIJFT)
    kopie = await regio.kopieer()
    await regio.wis("weg")
    with pytest.raises(MeesterOntbreekt, match="van deze reservekopie ontbreekt"):
        await regio.zet_terug(kopie[Deel.KLUIS])
    assert regio.lees(gesloten)["blijft"] == "Achterhoek"


async def test_keys_whose_master_key_is_gone_come_back_and_what_cannot_is_not_given_up_unasked(regio: Regio) -> None:
    gesloten = regio.vul_kluis(blijft=BLIJFT)
    kopie = await regio.kopieer()
    engine = regio.engine()
    kluis = regio.kluis(engine)
    with kluis.meesters.slot():
        kluis.herwikkel(kluis.meesters.maak())
    later = regio.vul_kluis(later=WEG)
    kluis.meesters.vernietig(kluis.meester())
    engine.dispose()

    with pytest.raises(KopieOngeldig, match="1 sleutels staan onder een meestersleutel die er niet meer is"):
        await regio.zet_terug(kopie[Deel.KLUIS], kopie[Deel.SLEUTELS])
    await regio.zet_terug(kopie[Deel.KLUIS], kopie[Deel.SLEUTELS], verlies=True)
    gelezen = regio.lees(gesloten | later)
    assert gelezen["blijft"] == "Achterhoek"
    assert "vernietigd" in gelezen["later"]


async def test_a_backup_of_the_kluis_older_than_thirty_days_is_refused(regio: Regio) -> None:
    regio.vul_kluis(blijft=BLIJFT)
    kopie = await regio.kopieer(datetime.now(UTC) - timedelta(days=30, minutes=1))
    with pytest.raises(KopieOngeldig, match="ouder dan 30 dagen"):
        await regio.zet_terug(kopie[Deel.KLUIS], kopie[Deel.SLEUTELS])
    await regio.schrijf("d1")
    await regio.zet_terug(kopie[Deel.LOG])  # a log may be older: what came after it comes from the hub


async def test_looks_from_before_and_after_the_loss_are_both_there(regio: Regio) -> None:
    regio.kijk("an")
    kopie = await regio.kopieer()
    for bestand in (regio.instellingen.data / "gent").glob("inzage*"):
        bestand.unlink()
    regio.kijk("bert")
    for _ in range(2):
        await regio.zet_terug(kopie[Deel.LOG])
        assert sorted(regio.gekeken()) == ["an", "bert"]


async def test_positions_that_were_signed_and_are_nowhere_are_not_given_again(regio: Regio) -> None:
    await regio.schrijf("d1")
    kopie = await regio.kopieer()
    await regio.lijn.knip()
    await regio.schrijf("d2")
    engine = regio.engine()
    Logindex(engine, "gent").schrijf_in([], 2)
    engine.dispose()
    await delete_stream(regio.nc, naam_van("gent"))
    await regio.lijn.herstel()
    with pytest.raises(HerstelFout, match="1 gebeurtenissen van gent zijn nergens meer te lezen"):
        await regio.zet_terug(kopie[Deel.LOG])


async def test_a_backup_that_is_made_while_people_work_has_the_key_of_all_that_it_has(regio: Regio) -> None:
    bezig, gesloten, genoeg = True, dict[str, str](), asyncio.Event()

    async def werk() -> None:
        while bezig:
            client = f"c{len(gesloten)}"
            gesloten.update(await asyncio.to_thread(regio.vul_kluis, **{client: BLIJFT}))
            await regio.schrijf(client, inhoud=gesloten[client].encode())
            if len(gesloten) == 5:
                genoeg.set()

    await regio.schrijf("c")
    werker = asyncio.create_task(werk())
    await genoeg.wait()
    kopie = await regio.kopieer()
    tot = kopie[Deel.LOG].over["positie"]
    bezig = False
    await werker
    assert tot >= 5
    await _verlies_alles(regio)
    await regio.zet_terug(*kopie.values())
    ervoor = {client: jwe for client, jwe in gesloten.items() if int(client[1:]) + 1 < tot}
    assert set(regio.lees(ervoor).values()) == {"Achterhoek"}
    assert len(ervoor) >= 4
