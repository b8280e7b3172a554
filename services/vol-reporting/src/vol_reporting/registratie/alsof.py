"""The registration as it would be with a judgement that nobody gave yet: by the same SQL, from one event more."""

from collections.abc import Sequence
from functools import cache

from leerwinkel.gebeurtenissen.vol import DubbelBeoordeeld
from vol_reporting.registratie.samenstelling import aanhaling, bouwvolgorde, namen, relaties

_PERSONEN = "persoon"


def met_oordelen(bekend: str, oordelen: Sequence[DubbelBeoordeeld]) -> str:
    """The relation `bekend` with those judgements in it, later than all that was said."""
    return " UNION ALL BY NAME ".join([bekend, *map(_rij, oordelen)])


def _rij(oordeel: DubbelBeoordeeld) -> str:
    tekst = {"regio": "vol", "service": "vol", "soort": oordeel.gebeurtenisnaam(), "bron": "urn:leerwinkel:vol:alsof"}
    velden = ", ".join(f"{aanhaling(waarde)} AS {veld}" for veld, waarde in (tekst | oordeel.model_dump()).items())
    nooit = "'00000000-0000-0000-0000-000000000000'::UUID"
    return (
        f"SELECT {velden}, {nooit} AS id, 'infinity'::TIMESTAMPTZ AS tijdstip, 'infinity'::TIMESTAMPTZ AS geregistreerd"
    )


@cache
def zonder_personen() -> tuple[str, ...]:
    """The tables that are the same whoever is one person: those that do not read `persoon`, nor what reads it."""
    anders = {_PERSONEN}
    for naam in bouwvolgorde():
        if anders & set(namen(relaties()[naam])):
            anders.add(naam)
    return tuple(naam for naam in bouwvolgorde() if naam not in anders)
