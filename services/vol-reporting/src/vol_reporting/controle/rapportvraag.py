"""Which frozen report is meant: by its name, or by the file of its manifest; as the VOL's log says it."""

import json
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.rapporten import RapportBevroren
from vol_reporting.controle.bron import Bron
from vol_reporting.getuige.houder import VOL
from vol_reporting.rapporten.afsluiting import welk
from vol_reporting.rapporten.canoniek import sha256
from vol_reporting.rapporten.inhoud import GEBIEDEN
from vol_reporting.rapporten.kenmerken import manifest
from vol_reporting.rapporten.namen import regio_van
from vol_reporting.vraag import VLAANDEREN

_NAAM = re.compile(r"(rapport-)?(?P<periode>[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?)(-(?P<gebied>[A-Z-]+))?", re.IGNORECASE)
_SOORT = RapportBevroren.gebeurtenistype().encode()
_VOORBEELD = "Schrijf rapport-2026-Q3-gent, rapport-2026-Q3 voor Vlaanderen, of het pad van een manifest."


async def vind_rapport(bron: Bron, wat: str) -> RapportBevroren:
    """The report of that name, as the log says it. Raises ValueError (Dutch), and what reading raises."""
    gevonden = _NAAM.fullmatch(wat.removesuffix(".manifest.json"))
    gebied = ((gevonden and gevonden["gebied"]) or VLAANDEREN).lower()
    if gevonden is None or gebied not in GEBIEDEN:
        raise ValueError(f"‘{wat}’ is geen rapport. {_VOORBEELD}")
    gezocht = gevonden["periode"].upper(), ("intern", regio_van(gebied))
    async with aclosing(_bevroren(bron)) as alle:
        async for gezegd in alle:
            if (gezegd.periode, welk(gezegd)) == gezocht:
                return gezegd
    raise ValueError(f"Er is geen bevroren rapport van {gezocht[0]} voor {gebied}.")


def lees_manifest(inhoud: bytes) -> RapportBevroren:
    """What a manifest says. Raises ValueError (Dutch) where it is none, or not as it was written."""
    try:
        velden: dict[str, Any] = json.loads(inhoud)
        gezegd = RapportBevroren.model_validate_json(json.dumps({**velden, "manifest_sha256": sha256(inhoud)}))
    except (ValueError, TypeError) as fout:
        raise ValueError("Dit bestand is geen manifest van een bevroren rapport.") from fout
    if manifest(gezegd) != inhoud:
        raise ValueError("Dit manifest is niet meer zoals het geschreven werd. Haal het opnieuw op.")
    return gezegd


async def _bevroren(bron: Bron) -> AsyncGenerator[RapportBevroren]:
    async with aclosing(bron.kopie([VOL])) as delen:
        async for deel in delen:
            for bericht in deel:
                if _SOORT in bericht.inhoud and (gezegd := _gelezen(bericht.inhoud)) is not None:
                    yield gezegd


def _gelezen(inhoud: bytes) -> RapportBevroren | None:
    try:
        data = lees(inhoud).data
    except Onleesbaar:
        return None
    return data if isinstance(data, RapportBevroren) else None
