"""How a program shows who it is: an access token of the same provider, `Authorization: Bearer`, on the API alone.

A program that shows a pass is who that pass says, whatever cookies it carries; a pass that is not good is nobody.
"""

from typing import Any, Final

import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from leerwinkel.identiteit.acmidm import Onvolledig, Profiel
from leerwinkel.identiteit.oidc import AanbiederWeg, Aanmelddienst, NietVertrouwd
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.sessie import met_pas

log = structlog.get_logger()

_SOORTEN: Final = ("at+jwt", "application/at+jwt")
"""What the header of an access token says (RFC 9068): a token about a sign-in is not one."""
_SPELING_S: Final = 30


class Paslezer:
    """ASGI middleware: finds out whose pass it is, before anything asks who sent this."""

    def __init__(self, app: ASGIApp, dienst: Aanmelddienst, profiel: Profiel) -> None:
        self._app, self._dienst, self._profiel = app, dienst, profiel

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            verzoek = Request(scope)
            soort, _, pas = verzoek.headers.get("authorization", "").partition(" ")
            if soort.lower() == "bearer":
                met_pas(verzoek, await self._houder(pas.strip()))
        await self._app(scope, receive, send)

    async def _houder(self, pas: str) -> Identiteit | None:
        try:
            kop, claims = await self._dienst.gelezen(pas)
            _keur(kop, claims, self._dienst)
            return self._profiel.identiteit(claims)
        except (AanbiederWeg, NietVertrouwd, Onvolledig, JoseError) as fout:
            log.info("pas_geweigerd", reden=type(fout).__name__)
            return None


def _keur(kop: dict[str, Any], claims: dict[str, Any], dienst: Aanmelddienst) -> None:
    if str(kop.get("typ", "")).lower() not in _SOORTEN:
        raise NietVertrouwd("no access token")
    jwt.JWTClaimsRegistry(
        leeway=_SPELING_S,
        iss={"essential": True, "value": dienst.aanbieder.uitgever},
        aud={"essential": True, "value": dienst.aanbieder.client},
        exp={"essential": True},
        sub={"essential": True},
    ).validate(claims)
