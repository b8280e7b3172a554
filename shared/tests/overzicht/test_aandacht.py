"""What needs attention: nothing when all is well, else a sentence that says what, where and what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leerwinkel.overzicht.aandacht import aandacht
from leerwinkel.overzicht.beeld import Beeld, Dienstbeeld, Regiobeeld
from leerwinkel.overzicht.bewijs import Bewijsbeeld
from leerwinkel.overzicht.certificaten import Certificaat

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
GENT = Regiobeeld("gent", True, True, True, 10, 10, 10, 0, 0, 0, NU)  # noqa: FBT003 - as the fields stand
GOED = Beeld(hub=True, dienst=Dienstbeeld(draait=True, adres="http://x", sinds=NU), stand=None, regios=[GENT])


def _met(**anders: object) -> Beeld:
    return replace(GOED, regios=[replace(GENT, **anders)])  # pyright: ignore[reportArgumentType]


def _geldig(bestand: str, dagen: int | None) -> Beeld:
    tot = None if dagen is None else NU + timedelta(days=dagen)
    return replace(GOED, certificaten=[Certificaat("gent", bestand, tot, dagen or 0)])


@pytest.mark.parametrize(
    "beeld",
    [
        GOED,
        _geldig("knoop.pem", 30),
        _met(geweigerd=12),
        _met(ingenomen=7),
        _met(bewijs=Bewijsbeeld(loopt=True, ondertekend=10, getuigd=4)),
        _met(lijn=None, bewijs=Bewijsbeeld(loopt=True, ondertekend=10, getuigd=10)),
        _met(log=None, deur=None, gaten=None, quarantaine=None, ingenomen=None),
    ],
    ids=[
        "good",
        "a month is left",
        "refused at the door: its sender was told",
        "on its way",
        "not cosigned yet",
        "cosigned",
        "not known",
    ],
)
def test_what_is_well_or_not_known_asks_for_nothing(beeld: Beeld) -> None:
    assert aandacht(beeld) == []


@pytest.mark.parametrize(
    ("beeld", "delen"),
    [
        (_met(knooppunt=False, lijn=False), ["gent: NATS", "Start"]),
        (_met(lijn=False), ["gent: de hub bereikt de regio niet", "verbinding"]),
        (_met(deur=False), ["gent: niemand bedient de deur", "`leerwinkel gateway`"]),
        (_met(gaten=3), ["gent: de VOL mist 3 posities", "`vol vergelijk`"]),
        (_met(quarantaine=1), ["gent: 1 in quarantaine"]),
        (_met(aangehouden_vanaf=8), ["gent: vanaf positie 8 telt niets mee", "`vol geef-vrij gent`"]),
        (_met(bewijs=Bewijsbeeld(loopt=False)), ["gent: niemand ondertekent", "`leerwinkel waarmerk`"]),
        (
            _met(bewijs=Bewijsbeeld(loopt=True, gebroken="Positie 3 is weg.")),
            ["gent: Positie 3 is weg.", "`leerwinkel herstel --regio gent`"],
        ),
        (_met(bewijs=Bewijsbeeld(loopt=True, ondertekend=9, getuigd=4, lang=True)), ["tekent niet mee na positie 4"]),
        (_met(log=6), ["gent: het log staat op 6", "er al 10", "`leerwinkel herstel --regio gent`"]),
        (replace(_met(ingenomen=9), stil=frozenset({"gent"})), ["gent: de VOL loopt 1 positie achter"]),
        (replace(GOED, hub=False), ["De hub van de VOL antwoordt niet"]),
        (replace(GOED, dienst=Dienstbeeld(draait=False)), ["De VOL-dienst draait niet", "`vol dienst`"]),
        (replace(GOED, dienst=Dienstbeeld(draait=False, adres="http://y")), ["antwoordt niet op http://y"]),
        (replace(GOED, dienst=replace(GOED.dienst, storing="Er is een gat.")), ["meldt: Er is een gat."]),
        (replace(GOED, afwijkingen=["VOL is er niet."]), ["VOL is er niet."]),
        (
            replace(GOED, oude_kopieen={"vol": 3}),
            ["vol: de laatste reservekopie is 3 dagen oud"],
        ),
        (
            _geldig("knoop.pem", 29),
            ["gent: het certificaat geldt nog 29 dagen, tot 23-12-2026", "`leerwinkel toegang vernieuw --knoop gent`"],
        ),
        (_geldig("knoop.pem", 1), ["geldt nog één dag, tot 25-11-2026"]),
        (_geldig("knoop.pem", -1), ["gent: het certificaat geldt niet meer sinds 23-11-2026"]),
        (_geldig("ca.pem", 3), ["gent: de uitgever van certificaten geldt nog 3 dagen", "Maak een nieuwe"]),
        (
            _geldig("hub-ca.pem", 3),
            ["gent: de uitgever van de VOL, zoals de regio hem kent, geldt nog 3 dagen", "Vraag"],
        ),
        (_geldig("knoop.pem", None), ["gent: knoop.pem is onleesbaar. Geef `leerwinkel toegang vernieuw"]),
    ],
)
def test_each_thing_that_is_wrong_is_one_sentence(beeld: Beeld, delen: list[str]) -> None:
    [zin] = aandacht(beeld)
    assert all(deel in zin for deel in delen), zin


def test_when_nothing_runs_that_is_all_there_is_to_say() -> None:
    weg = replace(_met(knooppunt=False, lijn=None), hub=False, dienst=Dienstbeeld(draait=False))
    eerste, tweede = aandacht(weg)
    assert "het platform draait niet" in eerste
    assert "VOL-dienst" in tweede
