"""The sessions of one application: a signed cookie that holds who somebody is, and a token for their forms.

The services of a region are one application, so they share a session; the VOL is another. A session holds what the
sign-in said; all that is looked up is whether somebody ended it. A role that is taken away ends with it.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar
from urllib.parse import quote, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from leerwinkel.identiteit.afgemeld import DUUR_S, Afgemeld
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.zegel import Zegelring

FORMULIERTEKEN: Final = "teken"
_ALGORITME: Final = "HS256"
_VAN_PAS: Final = "leerwinkel.sessie"
_GELEZEN: Final = "leerwinkel.gelezen"


class Wie(Protocol):
    """What an application makes of an identity: what a page says of them, and what every decision carries."""

    @property
    def medewerker(self) -> str:
        """Their pseudonymous id."""
        ...

    @property
    def naam(self) -> str:
        """How a page calls them."""
        ...

    @property
    def rollen(self) -> frozenset[Any]:
        """Their roles here."""
        ...


Wie_co = TypeVar("Wie_co", bound=Wie, covariant=True)


class NietAangemeld(Exception):
    """Nobody is signed in: sign in first."""


class GeenRol(Exception):
    """Somebody signed in who has no role in this application."""


class FormulierVerlopen(Exception):
    """The form is not of this session; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Sessie(Generic[Wie_co]):
    """Somebody who is signed in. `teken` is what their forms carry."""

    gebruiker: Wie_co
    teken: str


class Aanmelding(Generic[Wie_co]):
    """Gives and reads the sessions of one application: a region, or `vol`.

    `erken`: who somebody is in this application; None where they have no role in it. `veilig`: the pages are served
    over https, and the cookie goes over nothing else. `afgemeld`: which ones count no more.
    """

    def __init__(
        self,
        geheim: bytes,
        toepassing: str,
        erken: Callable[[Identiteit], Wie_co | None],
        *,
        veilig: bool = False,
        afgemeld: Afgemeld | None = None,
    ) -> None:
        self._afgemeld = afgemeld or Afgemeld()
        self._geheim, self._toepassing, self._erken, self.veilig = geheim, toepassing, erken, veilig
        self._sleutel = OctKey.import_key(geheim)
        self.zegelring = Zegelring(geheim, toepassing)
        self.koekje = f"{'__Host-' if veilig else ''}leerwinkel_{toepassing}"

    def meld_aan(self, wie: Identiteit, terug: str = "/") -> Response:
        """Begin a session of its own, and go where they wanted to be. Raises GeenRol."""
        antwoord = RedirectResponse(binnen(terug), 303)
        antwoord.set_cookie(
            self.koekje, self.verzegelde(wie), max_age=DUUR_S, httponly=True, samesite="lax", secure=self.veilig
        )
        return antwoord

    def verzegelde(self, wie: Identiteit) -> str:
        """What the cookie of a new session holds. Raises GeenRol."""
        if self._erken(wie) is None:
            raise GeenRol
        inhoud = wie.claims() | {"aud": self._toepassing, "jti": secrets.token_hex(16), "begonnen": time.time_ns()}
        return jwt.encode({"alg": _ALGORITME}, inhoud | {"exp": int(time.time()) + DUUR_S}, self._sleutel)

    def beeindig(self, verzoek: Request, *, overal: bool = False) -> None:
        """End the session of who sent this with every copy of its cookie; `overal`: all of theirs. Blocking."""
        try:
            gelezen = self._gelezen(verzoek)
        except NietAangemeld:
            return
        self._afgemeld.beeindig(gelezen["jti"])
        if overal:
            self._afgemeld.beeindig_alle(gelezen["sub"])

    def meld_af(self, naar: str = "/aanmelden") -> Response:
        """Let this browser forget its session, and go there."""
        antwoord = RedirectResponse(naar, 303)
        antwoord.delete_cookie(self.koekje, httponly=True, samesite="lax", secure=self.veilig)
        return antwoord

    def sessie(self, verzoek: Request) -> Sessie[Wie_co]:
        """Who sent this. Raises NietAangemeld."""
        if _VAN_PAS in verzoek.scope:  # a program showed a pass: its cookies, if any, say nothing
            return self._van_wie(verzoek.scope[_VAN_PAS], "")
        gelezen = self._gelezen(verzoek)
        return self._van_wie(Identiteit.uit(gelezen), self._teken(gelezen["jti"]))

    def _gelezen(self, verzoek: Request) -> dict[str, Any]:
        """What the session says, read once for a request. Raises NietAangemeld where it counts no more, too."""
        if _GELEZEN in verzoek.scope:
            return verzoek.scope[_GELEZEN]
        try:
            gelezen = jwt.decode(verzoek.cookies.get(self.koekje, ""), self._sleutel, algorithms=[_ALGORITME]).claims
            eisen = jwt.JWTClaimsRegistry(aud={"essential": True, "value": self._toepassing}, exp={"essential": True})
            eisen.validate(gelezen)
            Identiteit.uit(gelezen)
            telt = self._afgemeld.telt(gelezen["jti"], gelezen["sub"], int(gelezen.get("begonnen", 0)))
        except (JoseError, ValueError, KeyError, TypeError) as fout:
            raise NietAangemeld from fout
        if not telt:
            raise NietAangemeld
        verzoek.scope[_GELEZEN] = gelezen
        return gelezen

    def afgeleid(self, doel: str) -> bytes:
        """A secret of this application for another purpose than sessions."""
        return hmac.digest(self._geheim, f"{doel}:{self._toepassing}".encode(), hashlib.sha256)

    def _van_wie(self, wie: Identiteit | None, teken: str) -> Sessie[Wie_co]:
        gebruiker = self._erken(wie) if wie else None
        if gebruiker is None:
            raise NietAangemeld
        return Sessie(gebruiker, teken)

    def _teken(self, nummer: str) -> str:
        return hmac.new(self._geheim, f"formulier:{nummer}".encode(), hashlib.sha256).hexdigest()


def met_pas(verzoek: Request, wie: Identiteit | None) -> None:
    """A program showed a pass with this request: its bearer is who sent it; None: the pass is not good."""
    verzoek.scope[_VAN_PAS] = wie


def ingelogd(verzoek: Request) -> Sessie[Any]:
    """For a route: the session of who sent this. Raises NietAangemeld, which becomes the page to sign in."""
    aanmelding: Aanmelding[Any] = verzoek.app.state.aanmelding
    return aanmelding.sessie(verzoek)


async def formulier(verzoek: Request) -> FormData:
    """For a route: what was filled in, of the session's own form. Raises NietAangemeld, FormulierVerlopen."""
    sessie = ingelogd(verzoek)
    ingevuld = await verzoek.form(max_files=0, max_fields=200)
    teken = str(ingevuld.get(FORMULIERTEKEN, ""))
    if not sessie.teken or not hmac.compare_digest(teken.encode(), sessie.teken.encode()):
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
