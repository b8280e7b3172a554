"""The addresses by which somebody signs in and out, the same for every application of ours.

What a browser sets out with stands in a signed cookie of its own, that holds for ten minutes and for one time: without
it nobody's answer of the provider is taken, so nobody can be signed in as somebody else by following a link.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal, Protocol

import structlog
from fastapi import APIRouter, Form, Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from starlette.responses import RedirectResponse, Response

from leerwinkel.identiteit.acmidm import Onvolledig
from leerwinkel.identiteit.inrichting import Aanmeldwijze
from leerwinkel.identiteit.oidc import AanbiederWeg, NietVertrouwd, Poging
from leerwinkel.identiteit.openbaar import openbaar
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.sessie import Aanmelding, GeenRol, NietAangemeld, binnen, naar_aanmelden
from leerwinkel.runtime.taken import in_draad

log = structlog.get_logger()

_DUUR_S: Final = 600
_ALGORITME: Final = "HS256"
_TERUG: Final = "/aanmelden/terug"
_MIS: Final = ("Aanmelden lukte niet", "De aanmelding is verlopen of al gebruikt. Begin opnieuw.")
_WEG: Final = (
    "Aanmelden kan nu niet",
    "De aanmelddienst antwoordt niet. Probeer het zo dadelijk opnieuw. Wie aangemeld is, kan voortwerken.",
)
_GEEN_ROL: Final = (
    "Geen toegang",
    "Je bent aangemeld, maar je hebt hier geen rol. Vraag er een aan wie bij jullie de toegang beheert.",
)
_AF: Final = ("Je bent afgemeld", "Tot de volgende keer.")
_OVERAL: Final = (
    "Overal afmelden",
    "Dit beëindigt al je aanmeldingen hier: in deze browser, in andere, en op andere toestellen.",
)


Overal = Literal["", "link", "knop"]


class Blad(Protocol):
    """A page of the application."""

    def __call__(self, status: int, titel: str, uitleg: str, *, aanmelden: bool, overal: Overal = "") -> Response:
        """It says this; and it offers to sign in, and to sign out everywhere: by a link, or at once."""
        ...


@dataclass(frozen=True, slots=True)
class Aanmeldplek:
    """What the routes of one application stand on.

    `gezien` is told who signed in.
    """

    aanmelding: Aanmelding[Any]
    wijze: Aanmeldwijze
    blad: Blad
    gezien: Callable[[Identiteit], None] = lambda _: None

    @property
    def terug(self) -> str:
        """Where the provider sends the browser back to."""
        return self.wijze.adres + _TERUG


def aanmeldroutes(plek: Aanmeldplek) -> APIRouter:
    """`/aanmelden` and back, `/afmelden`."""
    router, koekjes = APIRouter(include_in_schema=False), _Koekjes(plek)
    _afmeldroutes(router, plek)

    @router.get("/aanmelden")
    @openbaar
    async def begin(terug: str = "/") -> Response:
        poging = Poging(binnen(terug))
        try:
            antwoord = RedirectResponse(await plek.wijze.dienst.adres(poging, plek.terug), 303)
        except AanbiederWeg as fout:
            return _nee(plek, fout)
        koekjes.zet(antwoord, poging)
        return antwoord

    @router.get(_TERUG)
    @openbaar
    async def voltooi(verzoek: Request, state: str = "", code: str = "") -> Response:
        try:
            antwoord = await _voltooi(plek, koekjes.poging(verzoek, state), code)
        except (AanbiederWeg, NietVertrouwd, Onvolledig, GeenRol) as fout:
            antwoord = _nee(plek, fout)
        koekjes.haal_weg(antwoord, state)
        return antwoord

    return router


def _afmeldroutes(router: APIRouter, plek: Aanmeldplek) -> None:
    @router.get("/afmelden")
    @openbaar
    def vraag(verzoek: Request) -> Response:
        try:
            plek.aanmelding.sessie(verzoek)
        except NietAangemeld:
            return naar_aanmelden(verzoek)
        return plek.blad(HTTPStatus.OK, *_OVERAL, aanmelden=False, overal="knop")

    @router.post("/afmelden")
    @openbaar
    async def meld_af(verzoek: Request, overal: Annotated[str, Form()] = "") -> Response:
        await in_draad(plek.aanmelding.beeindig, verzoek, overal=bool(overal))
        naar = plek.wijze.adres + "/afgemeld"
        try:
            naar = await plek.wijze.dienst.afmeldadres(naar)
        except AanbiederWeg:
            log.info("afgemeld_zonder_aanbieder")
        return plek.aanmelding.meld_af(naar)

    @router.get("/afgemeld")
    @openbaar
    def afgemeld() -> Response:
        return plek.blad(HTTPStatus.OK, *_AF, aanmelden=True, overal="link")


async def _voltooi(plek: Aanmeldplek, poging: Poging, code: str) -> Response:
    claims = await plek.wijze.dienst.wie(poging, plek.terug, code)
    wie = plek.wijze.profiel.identiteit(claims)
    antwoord = plek.aanmelding.meld_aan(wie, poging.terug)
    plek.gezien(wie)
    return antwoord


def _nee(plek: Aanmeldplek, fout: Exception) -> Response:
    log.info("aanmelden_mislukt", reden=type(fout).__name__)
    match fout:
        case AanbiederWeg():
            antwoord = plek.blad(HTTPStatus.SERVICE_UNAVAILABLE, *_WEG, aanmelden=True)
            antwoord.headers["Retry-After"] = "10"
            return antwoord
        case GeenRol():
            return plek.blad(HTTPStatus.FORBIDDEN, *_GEEN_ROL, aanmelden=False)
        case _:
            return plek.blad(HTTPStatus.FORBIDDEN, *_MIS, aanmelden=True)


class _Koekjes:
    """What each attempt of a browser set out with; two tabs are two attempts."""

    def __init__(self, plek: Aanmeldplek) -> None:
        self._sleutel, self._veilig = OctKey.import_key(plek.aanmelding.afgeleid("poging")), plek.aanmelding.veilig

    def _naam(self, status: str) -> str:
        return f"{'__Secure-' if self._veilig else ''}leerwinkel_poging_{status[:8]}"

    def zet(self, antwoord: Response, poging: Poging) -> None:
        inhoud = asdict(poging) | {"exp": int(time.time()) + _DUUR_S}
        koekje = jwt.encode({"alg": _ALGORITME}, inhoud, self._sleutel)
        antwoord.set_cookie(
            self._naam(poging.status),
            koekje,
            max_age=_DUUR_S,
            path="/aanmelden",
            httponly=True,
            samesite="lax",
            secure=self._veilig,
        )

    def haal_weg(self, antwoord: Response, status: str) -> None:
        if status.isascii() and status.replace("-", "").replace("_", "").isalnum():
            antwoord.delete_cookie(self._naam(status), "/aanmelden", httponly=True, samesite="lax", secure=self._veilig)

    def poging(self, verzoek: Request, status: str) -> Poging:
        """The attempt of which this is the answer. Raises NietVertrouwd."""
        try:
            inhoud = jwt.decode(verzoek.cookies.get(self._naam(status), ""), self._sleutel, [_ALGORITME]).claims
            jwt.JWTClaimsRegistry(exp={"essential": True}).validate(inhoud)
            poging = Poging(**{naam: str(inhoud[naam]) for naam in ("terug", "status", "nonce", "bewijs")})
        except (JoseError, ValueError, KeyError) as fout:
            raise NietVertrouwd("no such attempt") from fout
        if poging.status != status:
            raise NietVertrouwd("another attempt")
        return poging
