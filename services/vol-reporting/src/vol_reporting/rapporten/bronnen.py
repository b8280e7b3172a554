"""How far every period is, read from the VOL's own events: proposed, closed, and which of its reports are frozen."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import duckdb

from leerwinkel.gebeurtenissen.basis import VolGegevens
from leerwinkel.gebeurtenissen.rapporten import AfsluitingVoorgesteld, PeriodeAfgesloten, RapportBevroren
from vol_reporting.rapporten.afsluiting import Afgesloten, Afsluiting, Open, volgende
from vol_reporting.registratie.stand import laatste_stand

_SOORTEN: Mapping[str, type[VolGegevens]] = {
    soort.gebeurtenisnaam(): soort for soort in (AfsluitingVoorgesteld, PeriodeAfgesloten, RapportBevroren)
}
_VELDEN = tuple(dict.fromkeys(veld for soort in _SOORTEN.values() for veld in soort.model_fields))
_ANDERS = {"regio": "gegeven_regio"}
_JSON = ("posities", "bevindingen", "definities", "codelijsten", "checkpoints")
_VRAAG = f"""
    SELECT soort, entiteit, {", ".join(_ANDERS.get(veld, veld) for veld in _VELDEN)} FROM main.gebeurtenis
    WHERE regio = 'vol' AND soort IN ({", ".join(f"'{soort}'" for soort in _SOORTEN)}) ORDER BY positie
"""  # noqa: S608 - our own names


def lees_afsluitingen(con: duckdb.DuckDBPyConnection) -> dict[str, Afsluiting]:
    """Period → how far it is; those about which something was said, the last one first."""
    gevonden: dict[str, Afsluiting] = {}
    for soort, entiteit, *cellen in con.execute(_VRAAG).fetchall():
        gezegd = _gegevens(_SOORTEN[soort], dict(zip(_VELDEN, cellen, strict=True)))
        periode = str(getattr(gezegd, "periode", ""))
        if entiteit == entiteit_van(periode):
            gevonden[periode] = volgende(gevonden.pop(periode, Open()), gezegd)
    return dict(reversed(gevonden.items()))


def stand_voor(con: duckdb.DuckDBPyConnection, periode: str) -> datetime:
    """When the stand was received by which a period is told: that of its closing, or else the last one there is.

    Raises ValueError (Dutch) where there is none.
    """
    toestand = lees_afsluitingen(con).get(periode, Open())
    return toestand.afsluiting.stand_van if isinstance(toestand, Afgesloten) else laatste_stand(con)


def entiteit_van(periode: str) -> str:
    """How the VOL's log names a period."""
    return f"periode-{periode}"


def _gegevens(soort: type[VolGegevens], cellen: Mapping[str, Any]) -> VolGegevens:
    velden = {
        veld: json.loads(cellen[veld]) if veld in _JSON else cellen[veld]
        for veld in soort.model_fields
        if cellen[veld] is not None
    }
    return soort.model_validate_json(json.dumps(velden, default=lambda moment: moment.isoformat()))
