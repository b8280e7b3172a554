"""Asking the VOL's service how it is, at the address that it left in its folder."""

import json
from collections.abc import Mapping
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from leerwinkel.overzicht.beeld import Dienstbeeld
from leerwinkel.overzicht.knoop import GEDULD_S

_direct = build_opener(ProxyHandler({}))


def plek_van(bestand: Path) -> tuple[str, dict[str, str]]:
    """Where the service said that it answers, and by which header it knows who asks from this machine.

    Raises OSError, ValueError, KeyError.
    """
    gezegd = json.loads(bestand.read_text())
    return str(gezegd["url"]), {"Authorization": f"Bearer {gezegd['sleutel']}"}


def vraag_dienst(bestand: Path) -> tuple[Dienstbeeld, dict[str, Mapping[str, Any]]]:
    """The service, and what it says of each region. Blocking, for a short while."""
    try:
        adres, kop = plek_van(bestand)
    except (OSError, ValueError, KeyError):
        return Dienstbeeld(draait=False), {}
    try:
        vraag = Request(f"{adres}/api/status", headers=kop)  # noqa: S310 - ours
        with _direct.open(vraag, timeout=GEDULD_S) as antwoord:
            gezegd: dict[str, Any] = json.load(antwoord)
        sinds = datetime.fromisoformat(gezegd["sinds"])
    except (OSError, HTTPException, ValueError, KeyError):
        return Dienstbeeld(draait=False, adres=adres), {}
    dienst = Dienstbeeld(draait=True, adres=adres, sinds=sinds, storing=gezegd["storing"])
    return dienst, {rij["regio"]: rij for rij in gezegd["regios"]}
