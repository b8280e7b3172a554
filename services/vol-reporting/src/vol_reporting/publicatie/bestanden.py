"""The files that leave the VOL: a CSV per table, and a description that a program understands (Data Package)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from vol_reporting.datapakket import PAKKET, Bron, als_csv, als_json, beschrijving
from vol_reporting.indicatoren import Definitie, definities
from vol_reporting.periode import Periode
from vol_reporting.publicatie.cellen import Laag, Plaats
from vol_reporting.publicatie.lijst import LIJST, TABELLEN, Tabel
from vol_reporting.publicatie.opbouw import Perioden, Rij, rijen, waarden_van

GEHEIM = "geheim"
"""Stands where a number is hidden; why, it does not say: small itself, or because a small one would follow from it."""

GEEN = "nvt"
"""Stands where there is no share, since nobody was counted to take it of."""

_TOTAAL = "totaal"


class Uitgave(NamedTuple):
    """Which publication it is. `volgnummer` counts those of one quarter: after 1 they are revisions."""

    perioden: Perioden
    volgnummer: int
    stand: datetime


def bestanden(laag: Laag, uitgave: Uitgave) -> dict[str, bytes]:
    """Name → content of every file, always the same for the same numbers."""
    tabellen = {bestandsnaam(tabel): _csv(laag, tabel, uitgave.perioden) for tabel in TABELLEN}
    kwartaal = Periode.lees(uitgave.perioden.kwartaal)
    bronnen = [_bron(tabel, kwartaal, tabellen[bestandsnaam(tabel)]) for tabel in TABELLEN]
    return {**tabellen, PAKKET: als_json(_pakket(uitgave, bronnen))}


def bestandsnaam(tabel: Tabel) -> str:
    """How the file of a table is called."""
    return f"{tabel.naam}.csv"


def _csv(laag: Laag, tabel: Tabel, perioden: Perioden) -> bytes:
    return als_csv(_velden(tabel), _rijen(laag, tabel, perioden))


def _rijen(laag: Laag, tabel: Tabel, perioden: Perioden) -> Iterator[list[str]]:
    waarden = waarden_van(laag.getallen, tabel)
    for periode in perioden.getoond:
        for rij in rijen(tabel, periode, waarden):
            groep = [rij.waarde or _TOTAAL] if tabel.naar else []
            yield [periode, rij.regio, *groep, *_getallen(laag, rij)]


def _getallen(laag: Laag, rij: Rij) -> Iterator[str]:
    yield _getal(laag, rij.teller)
    if rij.noemer is None:
        return
    yield _getal(laag, rij.noemer)
    teller, noemer = laag.getallen[rij.teller], laag.getallen[rij.noemer]
    if noemer == 0:
        yield GEEN
    elif {rij.teller, rij.noemer} & laag.verborgen:
        yield GEHEIM
    else:
        yield f"{100 * teller / noemer:.1f}"


def _getal(laag: Laag, plaats: Plaats) -> str:
    return GEHEIM if plaats in laag.verborgen else str(laag.getallen[plaats])


def _velden(tabel: Tabel) -> dict[str, dict[str, Any]]:
    definitie = definities()[tabel.code]
    velden: dict[str, dict[str, Any]] = {
        "periode": {"type": "string", "title": "Kwartaal of jaar"},
        "regio": {"type": "string", "title": "Leerwinkel, of vlaanderen voor alle samen"},
    }
    if tabel.naar:
        velden[tabel.naar] = {"type": "string", "title": f"Groep, of {_TOTAAL} voor alle samen"}
    return velden | _getalvelden(tabel, definitie)


def _getalvelden(tabel: Tabel, definitie: Definitie) -> dict[str, dict[str, Any]]:
    teller = {"type": "integer", "title": definitie.teller.capitalize()}
    if tabel.op is None:
        return {"aantal": teller}
    noemer = {"type": "integer", "title": (definitie.noemer or "").capitalize()}
    return {"teller": teller, "noemer": noemer, "aandeel": {"type": "number", "title": "Teller op noemer, in %"}}


def _bron(tabel: Tabel, kwartaal: Periode, inhoud: bytes) -> Mapping[str, Any]:
    definitie, velden = definities()[tabel.code], _velden(tabel)
    sleutel = [naam for naam, vorm in velden.items() if vorm["type"] == "string"]
    bron = Bron(tabel.naam, tabel.titel, definitie.betekenis, velden, inhoud, sleutel, (GEHEIM, GEEN))
    return beschrijving(bron, indicator={"code": definitie.code, "versie": definitie.versie_van(kwartaal)})


def _pakket(uitgave: Uitgave, bronnen: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    kwartaal = uitgave.perioden.kwartaal
    herziening = f", herziening {uitgave.volgnummer - 1}" if uitgave.volgnummer > 1 else ""
    return {
        "profile": "tabular-data-package",
        "name": f"leerwinkel-cijfers-{kwartaal.lower()}",
        "title": f"Cijfers van de leerwinkels, {' en '.join(uitgave.perioden.getoond)}{herziening}",
        "description": _UITLEG,
        "version": f"{LIJST}.{uitgave.volgnummer}.0",
        "created": uitgave.stand.isoformat(),
        "resources": bronnen,
    }


_UITLEG = (
    f"Geteld uit wat de leerwinkels tot het moment van `created` registreerden. `{GEHEIM}`: verborgen, omdat het over "
    "minder dan vier mensen gaat, of omdat zo’n getal anders te berekenen zou zijn. 0 is altijd echt 0. "
    f"`{GEEN}`: er is geen aandeel, want er is niemand geteld."
)
