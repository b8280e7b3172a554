"""Asking the VOL's service how it is, at the address that it left in its folder."""

import json
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

from leerwinkel.overzicht.beeld import Dienstbeeld
from leerwinkel.overzicht.knoop import GEDULD_S

_direct = build_opener(ProxyHandler({}))


def vraag_dienst(bestand: Path) -> tuple[Dienstbeeld, dict[str, Mapping[str, Any]]]:
    """The service, and what it says of each region. Blocking, for a short while."""
    try:
        adres = str(json.loads(bestand.read_text())["url"])
    except (OSError, ValueError, KeyError):
        return Dienstbeeld(draait=False), {}
    try:
        with _direct.open(f"{adres}/api/status", timeout=GEDULD_S) as antwoord:
            gezegd: dict[str, Any] = json.load(antwoord)
        sinds = datetime.fromisoformat(gezegd["sinds"])
    except (OSError, HTTPException, ValueError, KeyError):
        return Dienstbeeld(draait=False, adres=adres), {}
    dienst = Dienstbeeld(draait=True, adres=adres, sinds=sinds, storing=gezegd["storing"])
    return dienst, {rij["regio"]: rij for rij in gezegd["regios"]}
