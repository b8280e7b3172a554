"""Signing in at the provider for trying out without a browser: for what fills in examples, and for tests."""

import html
import re
from typing import Final
from urllib.parse import urljoin

import httpx

from leerwinkel.identiteit.inrichting import aanbieder, proefuitgever
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.zegbaar import Zegbaar

_VELD: Final = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


class NietAangemeldGeraakt(Zegbaar):
    """It did not let them in; the message is for the user (Dutch)."""


def meld_aan(http: httpx.Client, adres: str, medewerker: str) -> None:
    """Sign that invented person in at the application at that address, as a browser does; `http` keeps the session.

    Raises NietAangemeldGeraakt.
    """
    http.cookies.clear()
    begin = http.get(f"{adres}/aanmelden", follow_redirects=False)
    naar = begin.headers.get("location", "")
    if not naar.startswith("http://127.0.0.1:"):
        raise NietAangemeldGeraakt("Aanmelden zonder browser kan alleen bij de proefaanmelding op deze machine.")
    kies = http.get(naar)
    velden = {naam: html.unescape(waarde) for naam, waarde in _VELD.findall(kies.text)}
    terug = http.post(urljoin(str(kies.url), "/kies"), data=velden | {"wie": medewerker}, follow_redirects=False)
    klaar = http.get(terug.headers["location"], follow_redirects=False) if terug.is_redirect else terug
    if not klaar.is_redirect:
        raise NietAangemeldGeraakt(f"{medewerker} raakt niet aangemeld: {klaar.status_code} van {klaar.url.path}.")


def haal_pas(i: Instellingen, medewerker: str) -> str:
    """An access token of that invented person. Raises NietAangemeldGeraakt."""
    if i.oidc_uitgever:
        raise NietAangemeldGeraakt("Hier zijn geen proefgebruikers: vraag een pas aan LEERWINKEL_OIDC_UITGEVER.")
    wie = (medewerker, aanbieder(i).geheim)
    try:
        gekregen = httpx.post(f"{proefuitgever(i)}/bewijs", data={"grant_type": "client_credentials"}, auth=wie)
    except httpx.HTTPError as fout:
        raise NietAangemeldGeraakt("De proefaanmelding antwoordt niet. Draait het platform?") from fout
    if gekregen.is_error:
        raise NietAangemeldGeraakt(f"{medewerker} is geen proefgebruiker.")
    return str(gekregen.json()["access_token"])
