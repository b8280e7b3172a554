"""What the VOL let a region know is kept once, on each kind of database, by several services at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from leerwinkel.dienst.volpost import Volpost
from leerwinkel.dienst.volpost.tabel import TABELLEN
from leerwinkel.eventsourcing import StoredEvent
from leerwinkel.gebeurtenissen.vol import BeleidssignaalBeantwoord, DatakwaliteitGemeld
from leerwinkel.leesmodel import Place, place
from leerwinkel.leesmodel.migrations import differences
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis

OPGELOST, AANGEPAST = BeleidssignaalBeantwoord(gevolg="opgelost"), BeleidssignaalBeantwoord(gevolg="regel-aangepast")


@pytest.fixture
def plaats(url: str) -> Iterator[Place]:
    gemaakt = place(url, "volpost_gent")
    yield gemaakt
    gemaakt.close()


@pytest.fixture
def post(plaats: Place) -> Volpost:
    gemaakt = Volpost(plaats)
    gemaakt.open()
    return gemaakt


def bericht(positie: int, data: BeleidssignaalBeantwoord | DatakwaliteitGemeld) -> StoredEvent:
    event = gebeurtenis(data, "b1", source="urn:leerwinkel:vol:vol-reporting")
    return StoredEvent(positie, event.onderwerp(), event.bericht_id(), event.ruw(), BEGIN)


def test_the_migration_makes_the_table_and_again_is_harmless(post: Volpost, plaats: Place) -> None:
    post.open()
    assert [d for d in differences(plaats.data(), TABELLEN) if d[0] != "remove_table"] == []


def test_what_came_already_stays_as_it_is(post: Volpost) -> None:
    for data in (OPGELOST, AANGEPAST):
        post.bewaar("alle", [bericht(3, data)])
    assert [e.data for e in post.gebeurtenissen(BeleidssignaalBeantwoord)] == [OPGELOST]
    assert (post.tot("alle"), post.tot("regio")) == (3, 0)


def test_what_this_version_cannot_read_is_kept_and_left_out(post: Volpost) -> None:
    onleesbaar = StoredEvent(1, "vol.alle.b1.beleidssignaal-beantwoord", "x", b"{}", BEGIN)
    post.bewaar("alle", [onleesbaar, bericht(2, OPGELOST)])
    assert [e.data for e in post.gebeurtenissen(BeleidssignaalBeantwoord)] == [OPGELOST]
    assert post.tot("alle") == 2


def test_services_keep_the_same_at_once_and_kinds_are_read_in_the_order_of_the_log(post: Volpost, url: str) -> None:
    taak = DatakwaliteitGemeld(regio="gent", regel="r1")
    berichten = [bericht(1, OPGELOST), bericht(2, taak), *(bericht(n, AANGEPAST) for n in range(3, 40))]
    andere = Volpost(place(url, "volpost_gent"))

    def bewaar(wie: Volpost) -> None:
        wie.bewaar("alle", berichten)

    with ThreadPoolExecutor(4) as draden:
        list(draden.map(bewaar, (post, andere) * 4))
    gelezen = [e.data for e in andere.gebeurtenissen(DatakwaliteitGemeld, BeleidssignaalBeantwoord)]
    assert gelezen[:3] == [OPGELOST, taak, AANGEPAST]
    assert len(gelezen) == 39
    andere.close()
