"""Offering an event in quarantine again: it counts from its own position, as known since somebody offered it."""

import pytest

from leerwinkel.gebeurtenissen.vol import QuarantaineVrijgegeven, StandVastgelegd
from leerwinkel.testing.voorbeelden import sessie
from vol_reporting.cijfers import Vraag, bereken, stand_op
from vol_reporting.datakwaliteit.opdracht import Besluitfout, Opdracht, is_leesbaar
from vol_reporting.inname import quarantaine
from vol_reporting.inname.quarantaine import geweigerd

from .aanhouding import Hub, zonder_inhoud

OPNIEUW = QuarantaineVrijgegeven(regio="gent", positie=2)


def _stand(hub: Hub) -> StandVastgelegd:
    return StandVastgelegd(posities={"gent": len(hub.regionaal)}, eigen=len(hub.eigen))


def _hersteld(hub: Hub) -> Hub:
    """As if the code that could not read position 2 now can: what stands there is one that it reads."""
    hub.con.execute("UPDATE quarantaine SET ruw = ? WHERE positie = 2", [sessie("d9").ruw()])
    return hub


@pytest.fixture
def hub() -> Hub:
    hub = Hub()
    hub.stuurt(1)
    hub.stuurt_ruw([zonder_inhoud()])
    hub.stuurt(1)
    return hub


def test_the_list_tells_the_reason_and_the_envelope_and_never_the_contents(hub: Hub):
    [rij] = geweigerd(hub.con)
    assert (rij.regio, rij.positie, rij.bron) == ("gent", 2, "urn:leerwinkel:gent:test")
    assert "ontbreekt" in rij.reden
    assert geweigerd(hub.con, "limburg") == []
    assert "ruw" not in rij.__slots__


def test_what_is_offered_counts_once_and_at_an_earlier_stand_it_is_still_in_quarantine(hub: Hub):
    assert hub.sessies() == 2
    voor = hub.zegt(_stand(hub))
    _hersteld(hub).zegt(OPNIEUW)
    assert hub.sessies() == 3
    hub.zegt(OPNIEUW)
    na = hub.zegt(_stand(hub))
    assert [hub.sessies(), hub.sessies(toen=voor), hub.sessies(toen=na)] == [3, 2, 3]
    assert hub.con.execute("SELECT positie FROM gebeurtenis WHERE regio = 'gent' ORDER BY 1").fetchall() == [
        (1,),
        (2,),
        (3,),
    ]
    apart = [
        bereken(hub.con, Vraag(codes=["Q04"], regio="gent", stand=stand_op(hub.con, moment)))[0]
        for moment in (voor, na)
    ]
    assert [(c.teller, c.noemer) for c in apart] == [(1, 3), (0, 3)]


def test_what_still_cannot_be_read_stays_where_it_is(hub: Hub):
    hub.zegt(OPNIEUW)
    assert (hub.sessies(), len(geweigerd(hub.con))) == (2, 1)
    with pytest.raises(Besluitfout, match="nog altijd niet te lezen"):
        is_leesbaar(hub.con, Opdracht(handeling="aanbieden", regio="gent", positie=2))


def test_another_content_under_a_known_id_is_not_taken_in_by_offering_it(hub: Hub):
    eerste = sessie("d1")
    hub.stuurt_ruw([eerste.ruw(), sessie("d2", 30, id=eerste.id).ruw()])
    assert quarantaine.bezwaar(hub.con, "gent", 5) == quarantaine.ANDERE_INHOUD
    hub.zegt(QuarantaineVrijgegeven(regio="gent", positie=5))
    assert (hub.sessies(), [rij.positie for rij in geweigerd(hub.con)]) == (3, [2, 5])


def test_what_is_no_longer_in_quarantine_needs_nothing(hub: Hub):
    opdracht = Opdracht(handeling="aanbieden", regio="gent", positie=2)
    assert is_leesbaar(_hersteld(hub).con, opdracht)
    hub.zegt(OPNIEUW)
    assert not is_leesbaar(hub.con, opdracht)


def test_a_code_that_reads_it_at_once_gives_the_same_after_a_rebuild(hub: Hub):
    voor = hub.zegt(_stand(hub))
    goed = sessie("d9").ruw()
    hub.con.execute("UPDATE quarantaine SET ruw = ? WHERE positie = 2", [goed])
    hub.zegt(OPNIEUW)
    hub.regionaal[1] = hub.regionaal[1]._replace(ruw=goed)
    nieuw = hub.opnieuw()
    assert [nieuw.sessies(), nieuw.sessies(toen=voor)] == [hub.sessies(), hub.sessies(toen=voor)] == [3, 2]
