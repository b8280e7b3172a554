"""The pages and addresses of the provider for trying out."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

from authlib.oauth2.base import OAuth2Error
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.proefaanmelding.gevraagd import Proefmens, Toepassing, Verzoek
from leerwinkel.identiteit.proefaanmelding.uitgifte import ALGORITME, Uitgifte
from leerwinkel.runtime.web import Kopregels, Schil, koppel_statisch, sjabloonomgeving

ROLNAMEN: Final = {
    "onthaal": "Onthaal",
    "begeleider": "Begeleider",
    "coordinator": "Coördinator",
    "partner": "Partner",
    "vol-analist": "VOL-analist",
    "vol-beheerder": "VOL-beheerder",
    "auditor": "Auditor",
}
_HERKOMST: Final = "Deze mensen zijn verzonnen. In het echt meld je je aan met je eigen account."


def proefaanmelding(
    uitgever: str, client: tuple[str, str], adressen: Sequence[str], mensen: Sequence[Identiteit], claimnaam: str
) -> Starlette:
    """The application. `client`: name and secret of our pages, which are at `adressen`."""
    terug = [f"{adres}/aanmelden/terug" for adres in adressen]
    balie = _Balie(Uitgifte(uitgever, Toepassing(*client, terug), mensen, claimnaam), adressen)
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", balie.beschrijf),
            Route("/sleutels", balie.sleutels),
            Route("/kies", balie.kies, methods=["GET", "POST"]),
            Route("/bewijs", balie.geef, methods=["POST"]),
            Route("/einde", balie.einde),
            Route("/gezond", balie.gezond),
        ]
    )
    app.add_middleware(Kopregels, formulieren_naar=tuple(adressen))
    koppel_statisch(app)
    return app


class _Balie:
    """The desk: what each address answers."""

    def __init__(self, uitgifte: Any, adressen: Sequence[str]) -> None:
        self._uitgifte, self._na_afmelden = uitgifte, {f"{adres}/afgemeld" for adres in adressen}
        schil = Schil("Proefaanmelding", (), version("leerwinkel"), _HERKOMST)
        self._bladen = sjabloonomgeving("leerwinkel.identiteit.proefaanmelding", "sjablonen", schil=schil)

    def beschrijf(self, _verzoek: Request) -> Response:
        """What this provider is (OpenID Connect Discovery)."""
        hier = self._uitgifte.uitgever
        return JSONResponse(
            {
                "issuer": hier,
                "authorization_endpoint": f"{hier}/kies",
                "token_endpoint": f"{hier}/bewijs",
                "jwks_uri": f"{hier}/sleutels",
                "end_session_endpoint": f"{hier}/einde",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [ALGORITME],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    def sleutels(self, _verzoek: Request) -> Response:
        """By which others check what is signed here."""
        return JSONResponse(self._uitgifte.sleutels.as_dict(private=False))

    async def kies(self, verzoek: Request) -> Response:
        """Ask who it is; with an answer, go back with a code."""
        gevraagd = await self._verzoek(verzoek)
        try:
            toestemming = self._uitgifte.get_consent_grant(gevraagd)
        except OAuth2Error as fout:
            if not fout.redirect_uri:
                return self._fout("Deze vraag komt niet van een toepassing die hier bekend is.")
            return self._uitgifte.handle_error_response(gevraagd, fout)
        wie = dict(self._keuzes()).get(str(gevraagd.form.get("wie"))) if verzoek.method == "POST" else None
        if wie is None:
            return self._toon(gevraagd)
        return self._uitgifte.create_authorization_response(gevraagd, Proefmens(wie), toestemming)

    async def geef(self, verzoek: Request) -> Response:
        """Tokens for a code, or for a program itself."""
        return self._uitgifte.create_token_response(await self._verzoek(verzoek))

    def einde(self, verzoek: Request) -> Response:
        """Nothing is kept of who signed in here, so one is signed out; back to a page of ours, and no other."""
        naar = verzoek.query_params.get("post_logout_redirect_uri", "")
        if naar not in self._na_afmelden or verzoek.query_params.get("client_id") != self._uitgifte.toepassing.naam:
            return self._fout("Je bent afgemeld. Deze vraag komt niet van een toepassing die hier bekend is.")
        return RedirectResponse(naar, 303)

    def gezond(self, _verzoek: Request) -> Response:
        """It answers."""
        return Response("goed", media_type="text/plain")

    async def _verzoek(self, verzoek: Request) -> Verzoek:
        velden = dict(verzoek.query_params)
        async with verzoek.form(max_files=0, max_fields=50) as ingevuld:
            velden |= {naam: waarde for naam, waarde in ingevuld.items() if isinstance(waarde, str)}
        return Verzoek(verzoek.method, self._uitgifte.uitgever + verzoek.url.path, verzoek.headers, velden)

    def _toon(self, gevraagd: Verzoek) -> Response:
        blad = self._bladen.get_template("kies.html")
        mensen = [(wie, self._rol(wie)) for _, wie in self._keuzes()]
        return HTMLResponse(blad.render(vraag=gevraagd.args, mensen=mensen))

    def _keuzes(self) -> list[tuple[str, Identiteit]]:
        """Who can sign in here: people, and no other systems."""
        mensen: dict[str, Identiteit] = self._uitgifte.mensen
        return [(n, wie) for n, wie in mensen.items() if all(een.rol in ROLNAMEN for een in wie.toekenningen)]

    def _rol(self, wie: Identiteit) -> str:
        return ", ".join(ROLNAMEN.get(een.rol, een.rol) for een in sorted(wie.toekenningen))

    def _fout(self, uitleg: str) -> Response:
        blad = self._bladen.get_template("shell/fout.html")
        return HTMLResponse(blad.render(titel="Dat kan niet", uitleg=uitleg, sessie=None), 400)
