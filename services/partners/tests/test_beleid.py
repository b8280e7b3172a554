"""What a region sees of what the VOL did with its signals."""

import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from leerwinkel.eventsourcing import StoredEvent
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.partners import SignaalGemeld
from leerwinkel.gebeurtenissen.vol import (
    BeleidssignaalBeantwoord,
    BeleidssignaalInBehandeling,
    BeleidssignaalVastgesteld,
)
from leerwinkel.testing.dienst import Proefdienst, draaiend
from leerwinkel.testing.voorbeelden import BEGIN, gebeurtenis
from partners.app import DIENST
from partners.web.beleid import vouw

GEMELD = SignaalGemeld(soort="regelgeving", thema="incentives", bestuursniveau="federaal", ernst=3)
BEHANDELD = BeleidssignaalInBehandeling(eigenaar="vol-analist-1", bestuursniveau="federaal")
BEANTWOORD = BeleidssignaalBeantwoord(gevolg="regel-aangepast")


def vastgesteld(*bewijs: AnyGebeurtenis) -> BeleidssignaalVastgesteld:
    doelen = tuple(event.sleutel for event in bewijs)
    return BeleidssignaalVastgesteld(
        herkomst="gebundeld", thema="incentives", regios=("gent", "limburg"), bewijs=doelen
    )


def van_de_vol(data: Gegevens, nummer: str) -> AnyGebeurtenis:
    return gebeurtenis(data, nummer, source="urn:leerwinkel:vol:vol-reporting")


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proefdienst]:
    async with draaiend(DIENST, tmp_path) as dienst:
        yield dienst


async def test_per_signaal_one_sees_whether_it_became_policy_and_what_came_of_it(proef: Proefdienst) -> None:
    ons, ander = gebeurtenis(GEMELD, "s1"), gebeurtenis(GEMELD, "s2")
    elders = gebeurtenis(GEMELD, "s1", source="urn:leerwinkel:limburg:partners")
    await proef.gebeur(ons, ander)
    post, posities = proef.kader.volpost, itertools.count(1)

    async def zie(data: Gegevens) -> str:
        event = van_de_vol(data, "b1")
        post.bewaar("alle", [StoredEvent(next(posities), event.onderwerp(), event.bericht_id(), event.ruw(), BEGIN)])
        return (await proef.http.get("/signalen/s1")).text

    assert "nog geen beleidssignaal" in (await proef.http.get("/signalen/s1")).text
    pagina = await zie(vastgesteld(ons, elders))
    assert "uit 2 regio’s" in pagina
    assert "nog geen</dd>" in pagina
    assert "Federaal" in await zie(BEHANDELD)
    assert "<strong>Regelgeving aangepast</strong>" in await zie(BEANTWOORD)
    assert "nog geen beleidssignaal" in (await proef.http.get("/signalen/s2")).text
    lijst = (await proef.http.get("/signalen")).text
    assert lijst.count("Regelgeving aangepast</span>") == 1
    csv = (await proef.http.get("/signalen.csv")).text
    assert csv.count("Regelgeving aangepast") == 1


def test_a_step_whose_earlier_step_did_not_come_yet_changes_nothing() -> None:
    ons = gebeurtenis(GEMELD, "s1")
    gebeurd = [van_de_vol(data, "b1") for data in (BEANTWOORD, vastgesteld(ons), BEANTWOORD, BEHANDELD)]
    [stand] = vouw(gebeurd)
    assert (stand.stand, stand.gevolg, stand.bestuursniveau) == ("in-behandeling", None, "federaal")
    [later] = vouw([*gebeurd, van_de_vol(BEANTWOORD, "b1"), van_de_vol(vastgesteld(), "b1")])
    assert (later.stand, later.gevolg, later.bewijs) == (
        "beantwoord",
        "regel-aangepast",
        frozenset({(ons.source, ons.id)}),
    )


def test_the_last_established_comes_first() -> None:
    gebeurd = [van_de_vol(vastgesteld(), nummer) for nummer in ("b1", "b2")]
    assert [stand.nummer for stand in vouw(gebeurd)] == ["b2", "b1"]
