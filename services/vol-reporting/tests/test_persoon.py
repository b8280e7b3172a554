"""Who is one person: over any links what is tied together in any way, also a chain of tens of thousands."""

from collections.abc import Iterable
from random import Random

import duckdb
import pytest

from vol_reporting.registratie.samenstelling import met, waarden

KOLOMMEN = ("client_a", "client_b")
_GELDIG = """
    SELECT 'vol' AS regio, 'vol' AS service, 'dubbel-beoordeeld' AS soort, 'gent' AS regio_a, 'gent' AS regio_b,
        client_a, client_b, 'zelfde-persoon' AS oordeel, now() AS tijdstip, now() AS geregistreerd, 'b' AS bron,
        uuid() AS id, NULL::VARCHAR AS client, NULL::VARCHAR AS met_client
    FROM ({bron})
"""


def personen(bron: str) -> dict[str, str]:
    rijen = duckdb.connect().execute(met("SELECT client, persoon FROM persoon", {"geldig": _GELDIG.format(bron=bron)}))
    return dict(rijen.fetchall())


def verbonden(paren: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By hand: merge what a pair ties together."""
    groep: dict[str, set[str]] = {}
    for een, ander in paren:
        leden = groep.get(een, {een}) | groep.get(ander, {ander})
        groep |= dict.fromkeys(leden, leden)
    return {lid: f"gent/{min(leden)}" for lid, leden in groep.items()}


@pytest.mark.parametrize("zaad", range(5))
def test_over_links_by_chance_it_is_what_hangs_together(zaad: int):
    kans = Random(zaad)
    namen = [f"{kans.getrandbits(32):08x}" for _ in range(60)]
    paren = [(kans.choice(namen), kans.choice(namen)) for _ in range(kans.choice([5, 30, 50, 90]))]
    assert personen(waarden(paren, KOLOMMEN)) == verbonden(paren)


@pytest.mark.parametrize("naam", ["lpad(i::VARCHAR, 6, '0')", "md5(i::VARCHAR)"])
def test_a_chain_of_thirty_thousand_is_one_person(naam: str):
    keten = f"SELECT {naam} AS client_a, {naam.replace('i::', '(i + 1)::')} AS client_b FROM range(30000) AS t (i)"
    gevonden = personen(keten)
    assert len(gevonden) == 30_001
    assert set(gevonden.values()) == {f"gent/{min(gevonden)}"}
