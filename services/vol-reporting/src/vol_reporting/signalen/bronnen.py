"""What the signals page reads: the signals of the regions, and the beleidssignalen with how far each is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import duckdb

from vol_reporting.registratie.samenstelling import tabel
from vol_reporting.signalen.melding import Melding

Stand = Literal["vastgesteld", "in-behandeling", "beantwoord"]

_MELDINGEN = f"""
    SELECT s.regio, s.signaal, g.bron, g.id::VARCHAR, s.soort, s.thema, s.drempelsoort, s.bestuursniveau,
        s.gemeente_nu, s.doelgroepen, s.dag
    FROM {tabel("signaal")} AS s
    JOIN main.gebeurtenis AS g ON g.regio = s.regio AND g.entiteit = s.signaal AND g.soort = 'signaal-gemeld'
    WHERE s.dag >= ?
    QUALIFY row_number() OVER (
        PARTITION BY s.regio, s.signaal ORDER BY g.tijdstip, g.geregistreerd, g.bron, g.id
    ) = 1
    ORDER BY s.dag, s.regio, s.signaal
"""  # noqa: S608 - our own name
_EINDE = 2**62
_STAPPEN = """
    SELECT soort, entiteit, tijdstip, herkomst, thema, drempelsoort, indicator, regios, bewijs,
        eigenaar, bestuursniveau, gevolg
    FROM main.gebeurtenis
    WHERE regio = 'vol' AND service = 'vol' AND starts_with(soort, 'beleidssignaal-') AND positie <= ?
    ORDER BY positie
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kaart:
    """A beleidssignaal as it is now. `bewijs` are the events (source, id) that it rests on."""

    nummer: str
    stand: Stand
    herkomst: str
    thema: str | None
    drempelsoort: str | None
    indicator: str | None
    regios: tuple[str, ...]
    bewijs: frozenset[tuple[str, str]]
    vastgesteld: datetime
    gewijzigd: datetime
    eigenaar: str | None = None
    bestuursniveau: str | None = None
    gevolg: str | None = None


def lees_meldingen(con: duckdb.DuckDBPyConnection, vanaf: date) -> list[Melding]:
    """The signals reported from that day on, in order of day. `con` is on a fresh registration."""
    velden = ("regio", "signaal", "source", "id", "soort", "thema", "drempelsoort", "bestuursniveau", "gemeente")
    return [
        Melding(**dict(zip(velden, rij, strict=False)), doelgroepen=tuple(rij[9] or ()), dag=rij[10])
        for rij in con.execute(_MELDINGEN, [vanaf]).fetchall()
    ]


def lees_bord(con: duckdb.DuckDBPyConnection, tot: int = _EINDE) -> dict[str, Kaart]:
    """All beleidssignalen by number, the last established first, up to that position of the VOL's own log."""
    kaarten: dict[str, Kaart] = {}
    for soort, nummer, moment, *velden in con.execute(_STAPPEN, [tot]).fetchall():
        kaart = kaarten.get(nummer)
        match soort, kaart:
            case "beleidssignaal-vastgesteld", None:
                kaarten[nummer] = _nieuw(nummer, moment, velden)
            case "beleidssignaal-in-behandeling", Kaart(stand="vastgesteld" | "in-behandeling"):
                wie = {"eigenaar": velden[6], "bestuursniveau": velden[7]}
                kaarten[nummer] = replace(kaart, stand="in-behandeling", gewijzigd=moment, **wie)
            case "beleidssignaal-beantwoord", Kaart(stand="in-behandeling" | "beantwoord"):
                kaarten[nummer] = replace(kaart, stand="beantwoord", gewijzigd=moment, gevolg=velden[8])
            case _:
                continue
    return dict(reversed(kaarten.items()))


def _nieuw(nummer: str, moment: datetime, velden: Sequence[Any]) -> Kaart:
    herkomst, thema, drempelsoort, indicator, regios, bewijs = velden[:6]
    return Kaart(
        nummer=nummer,
        stand="vastgesteld",
        herkomst=herkomst,
        thema=thema,
        drempelsoort=drempelsoort,
        indicator=indicator,
        regios=tuple(regios or ()),
        bewijs=frozenset((doel["source"], doel["id"]) for doel in json.loads(bewijs or "[]")),
        vastgesteld=moment,
        gewijzigd=moment,
    )
