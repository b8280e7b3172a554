"""Signing in. Here with test users; this is the seam where OpenID Connect comes.

A session is a signed cookie of the region, so the services of a region share it. A form carries a token of the session.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Gebruiker

KOEKJE: Final = "leerwinkel_sessie"
FORMULIERTEKEN: Final = "teken"
_DUUR_S: Final = 10 * 3600
_ALGORITME: Final = "HS256"
_ZEGEL, _DAG = 16, 3
"""Bytes of a seal, and of the day up to which it holds."""


class NietAangemeld(Exception):
    """Nobody is signed in: sign in first."""


class FormulierVerlopen(Exception):
    """The form is not of this session; the message is for the user (Dutch)."""


class NietVerzegeld(Exception):
    """It was not sealed by us, not for this, or too long ago."""


@dataclass(frozen=True, slots=True)
class Sessie:
    """Somebody who is signed in. `teken` is what their forms carry."""

    gebruiker: Gebruiker
    teken: str


class Aanmelding:
    """Gives and reads sessions of one region."""

    def __init__(self, geheim: bytes, regio: str) -> None:
        self._geheim, self._regio = geheim, regio
        self._sleutel = OctKey.import_key(geheim)

    def meld_aan(self, medewerker: str, terug: str) -> Response:
        """Sign this test user in, and go where they wanted to be. Raises KeyError for who is not one."""
        gebruiker = _gebruikers()[medewerker]
        inhoud = {"sub": gebruiker.medewerker, "aud": self._regio, "jti": secrets.token_hex(16)}
        koekje = jwt.encode({"alg": _ALGORITME}, inhoud | {"exp": int(time.time()) + _DUUR_S}, self._sleutel)
        antwoord = RedirectResponse(binnen(terug), 303)
        antwoord.set_cookie(KOEKJE, koekje, max_age=_DUUR_S, httponly=True, samesite="lax")
        return antwoord

    def meld_af(self) -> Response:
        """End the session in this browser."""
        antwoord = RedirectResponse("/aanmelden", 303)
        antwoord.delete_cookie(KOEKJE)
        return antwoord

    def sessie(self, verzoek: Request) -> Sessie:
        """Who sent this. Raises NietAangemeld."""
        try:
            inhoud = jwt.decode(verzoek.cookies.get(KOEKJE, ""), self._sleutel, algorithms=[_ALGORITME]).claims
            jwt.JWTClaimsRegistry(aud={"essential": True, "value": self._regio}, exp={"essential": True}).validate(
                inhoud
            )
            return Sessie(_gebruikers()[inhoud["sub"]], self._teken(inhoud["jti"]))
        except (JoseError, ValueError, KeyError) as fout:
            raise NietAangemeld from fout

    def verzegel(self, doel: str, inhoud: bytes, tot: date) -> str:
        """These as something that only we can have made, for that purpose, up to that day; short, for in a link."""
        heel = tot.toordinal().to_bytes(_DAG, "big") + inhoud
        return base64.urlsafe_b64encode(self._zegel(doel, heel) + heel).rstrip(b"=").decode()

    def ontzegel(self, doel: str, zegel: str, vandaag: date) -> bytes:
        """What was sealed for that purpose. Raises NietVerzegeld for what was not, or not up to today."""
        try:
            gelezen = base64.urlsafe_b64decode(zegel + "=" * (-len(zegel) % 4))
        except ValueError:
            raise NietVerzegeld from None
        teken, heel = gelezen[:_ZEGEL], gelezen[_ZEGEL:]
        if not hmac.compare_digest(teken, self._zegel(doel, heel)):
            raise NietVerzegeld
        if int.from_bytes(heel[:_DAG], "big") < vandaag.toordinal():
            raise NietVerzegeld
        return heel[_DAG:]

    def _zegel(self, doel: str, heel: bytes) -> bytes:
        over = f"zegel:{doel}:{self._regio}:".encode() + heel
        return hmac.new(self._geheim, over, hashlib.sha256).digest()[:_ZEGEL]

    def _teken(self, nummer: str) -> str:
        return hmac.new(self._geheim, f"formulier:{nummer}".encode(), hashlib.sha256).hexdigest()


def ingelogd(verzoek: Request) -> Sessie:
    """For a route: the session of who sent this. Raises NietAangemeld, which becomes the page to sign in."""
    aanmelding: Aanmelding = verzoek.app.state.aanmelding
    return aanmelding.sessie(verzoek)


async def formulier(verzoek: Request) -> FormData:
    """For a route: what was filled in, of the session's own form. Raises NietAangemeld, FormulierVerlopen."""
    sessie = ingelogd(verzoek)
    ingevuld = await verzoek.form(max_files=0, max_fields=200)
    if not hmac.compare_digest(str(ingevuld.get(FORMULIERTEKEN, "")).encode(), sessie.teken.encode()):
        raise FormulierVerlopen("Dit formulier is verlopen. Ga terug, laad de pagina opnieuw, en probeer het nog eens.")
    return ingevuld


def naar_aanmelden(verzoek: Request) -> Response:
    """To the page to sign in, and afterwards back here."""
    hier = verzoek.url.path + (f"?{verzoek.url.query}" if verzoek.url.query else "")
    return RedirectResponse(f"/aanmelden?terug={quote(hier if verzoek.method == 'GET' else '/', safe='')}", 303)


def binnen(terug: str) -> str:
    """The path, where it stays on this site; else the first page."""
    delen = urlsplit(terug)
    buiten = delen.scheme or delen.netloc or not terug.startswith("/") or terug.startswith(("//", "/\\"))
    return "/" if buiten else terug


def _gebruikers() -> dict[str, Gebruiker]:
    return {wie.medewerker: wie for wie in PROEFGEBRUIKERS}
