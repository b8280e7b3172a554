"""Two regions in one database: none finds, reads, erases or counts anything of the other, under the same ids."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from leerwinkel.inname.logindex import Logindex
from leerwinkel.inname.quarantaine import Geweigerde, Quarantaine
from leerwinkel.inname.verpakt import verpak
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.sleutel import SleutelVernietigd
from leerwinkel.kluis.vernieuwing import wis
from leerwinkel.kluis.versleuteling import NietLeesbaar, Versleuteling
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.kluis.zoekvraag import lees_vraag
from leerwinkel.testing.voorbeelden import sessie

NU = datetime(2026, 11, 28, tzinfo=UTC)
AN = Persoonsgegevens(naam="Peeters", voornaam="An")


def test_a_person_of_another_region_is_not_found_read_or_erased(engine: Engine, map_: Path) -> None:
    gent, limburg = (Kluis(engine, regio, map_ / regio) for regio in ("gent", "limburg"))
    van_gent, van_limburg = Zoekindex(engine, gent), Zoekindex(engine, limburg)
    van_limburg.neem_op("c1", AN)
    assert van_gent.zoek(lees_vraag("An Peeters")) == []
    gesloten = Versleuteling(limburg).sluit("c1", AN)
    with pytest.raises(NietLeesbaar):
        Versleuteling(gent).open("c1", gesloten)
    wis(gent, van_gent, "c1", nu=NU)
    van_limburg.neem_op("c1", AN)
    assert [treffer.client for treffer in van_limburg.zoek(lees_vraag("An Peeters"))] == ["c1"]
    assert Versleuteling(limburg).open("c1", gesloten) == AN
    with pytest.raises(SleutelVernietigd):
        van_gent.neem_op("c1", AN)


def test_what_another_region_refused_or_has_on_its_log_is_not_there(engine: Engine) -> None:
    gent, limburg = (Quarantaine(engine, regio, b"k" * 32) for regio in ("gent", "limburg"))
    limburg.bewaar([Geweigerde("test", NU, "waarom", b"{}")], nu=NU)
    assert (gent.aantal(), gent.lijst(), limburg.aantal()) == (0, [], 1)
    event, log_gent, log_limburg = sessie("d1"), Logindex(engine, "gent"), Logindex(engine, "limburg")
    log_limburg.schrijf_in([(7, verpak(event))], 7)
    assert (log_gent.positie(), log_gent.zoek([(event.source, event.id)])) == (0, {})
    assert (log_gent.laatste_posities(["d1"]), log_gent.ids(event.source, event.soort)) == ({}, set())
    log_gent.vergeet()
    assert log_limburg.laatste_posities(["d1"]) == {"d1": 7}
