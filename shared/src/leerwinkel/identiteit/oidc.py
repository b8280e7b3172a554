"""Signing in at an OpenID Connect provider: code flow with PKCE, state and nonce; what it says is checked here.

What it is (its addresses and keys) it tells itself, when first needed. It may be away: who is signed in goes on.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_ALGORITMEN: Final = ("RS256", "PS256", "ES256", "EdDSA")
"""What a token may be signed with: never `none`, and never a key that both sides know."""
_GEDULD_S: Final = 5.0
_SPELING_S: Final = 30
_RUST_S: Final = 10.0
"""The least time between two questions for keys that were not there."""


class AanbiederWeg(Exception):
    """The provider does not answer, or not with what it should."""


class NietVertrouwd(Exception):
    """What came is not what the provider would say, not for us, or not now."""


@dataclass(frozen=True, slots=True)
class Aanbieder:
    """Who signs people in for us, and what we are there. `bereiken`: what is asked (`scope`)."""

    uitgever: str
    client: str
    geheim: str = field(repr=False)
    bereiken: str = "openid profile vo"


@dataclass(frozen=True, slots=True)
class Poging:
    """One time that somebody set out to sign in: what only their browser knows, and where they wanted to be."""

    terug: str
    status: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    bewijs: str = field(default_factory=lambda: secrets.token_urlsafe(48))


class Aanmelddienst:
    """The provider, as this process knows it. `vervoer`: how it is reached, for tests."""

    def __init__(self, aanbieder: Aanbieder, vervoer: Any = None, klok: Callable[[], float] = time.monotonic) -> None:
        self.aanbieder, self._vervoer, self._klok = aanbieder, vervoer, klok
        self._beschrijving: Mapping[str, Any] = {}
        self._sleutels: KeySet | None = None
        self._gevraagd = -_RUST_S

    @property
    def herkomst(self) -> str:
        """The site of the provider, to which a form of ours may send the browser."""
        delen = urlsplit(self.aanbieder.uitgever)
        return f"{delen.scheme}://{delen.netloc}"

    async def adres(self, poging: Poging, terugadres: str) -> str:
        """Where the browser goes to sign in; from there it comes back to `terugadres`. Raises AanbiederWeg."""
        beschrijving, aanbieder = await self._beschreven(), self.aanbieder
        vraag = {
            "response_type": "code",
            "client_id": aanbieder.client,
            "redirect_uri": terugadres,
            "scope": aanbieder.bereiken,
            "state": poging.status,
            "nonce": poging.nonce,
            "code_challenge": create_s256_code_challenge(poging.bewijs),
            "code_challenge_method": "S256",
        }
        return f"{beschrijving['authorization_endpoint']}?{urlencode(vraag)}"

    async def afmeldadres(self, naar: str) -> str:
        """Where the browser goes to sign out, and then to `naar`. Raises AanbiederWeg."""
        beschrijving = await self._beschreven()
        if not isinstance(einde := beschrijving.get("end_session_endpoint"), str):
            return naar
        return f"{einde}?{urlencode({'client_id': self.aanbieder.client, 'post_logout_redirect_uri': naar})}"

    async def wie(self, poging: Poging, terugadres: str, code: str) -> dict[str, Any]:
        """The claims of who came back with that code. Raises AanbiederWeg, NietVertrouwd."""
        beschrijving = await self._beschreven()
        try:
            async with self._client() as client:
                gekregen: dict[str, Any] = await client.fetch_token(
                    beschrijving["token_endpoint"], code=code, code_verifier=poging.bewijs, redirect_uri=terugadres
                )
        except OAuthError as fout:
            raise NietVertrouwd(f"the code was refused: {fout.error}") from fout
        except (httpx2.HTTPError, ValueError) as fout:
            raise AanbiederWeg(type(fout).__name__) from fout
        toegang = str(gekregen.get("access_token", ""))
        return await self._id_claims(str(gekregen.get("id_token", "")), poging.nonce, toegang)

    async def _id_claims(self, token: str, nonce: str, toegang: str) -> dict[str, Any]:
        kop, claims = await self.gelezen(token)
        eisen = {"iss": {"value": self.aanbieder.uitgever}, "aud": {"value": self.aanbieder.client}}
        samen = {"nonce": nonce, "client_id": self.aanbieder.client, "access_token": toegang}
        try:
            CodeIDToken(claims, kop, eisen, samen).validate(leeway=_SPELING_S)
        except JoseError as fout:
            raise NietVertrouwd(f"the id token is not good: {fout}") from fout
        return claims

    async def gelezen(self, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Header and claims of a token that this provider signed, whatever it says. Raises NietVertrouwd, AanbiederWeg.

        With a key that is not known yet, the provider is asked for its keys again.
        """
        sleutels = self._sleutels or await self._haal_sleutels()
        for nieuw in (False, True):
            try:
                ontcijferd = jwt.decode(token, await self._haal_sleutels() if nieuw else sleutels, list(_ALGORITMEN))
            except (JoseError, ValueError) as fout:
                if nieuw or self._klok() - self._gevraagd < _RUST_S:
                    raise NietVertrouwd(f"the token is not of the provider: {type(fout).__name__}") from fout
            else:
                return ontcijferd.header, ontcijferd.claims
        raise AssertionError

    async def _haal_sleutels(self) -> KeySet:
        self._gevraagd = self._klok()
        gekregen = await self._haal((await self._beschreven())["jwks_uri"])
        try:
            self._sleutels = KeySet.import_key_set({"keys": gekregen["keys"]})
        except (JoseError, ValueError, KeyError, TypeError) as fout:
            raise AanbiederWeg("no keys") from fout
        return self._sleutels

    async def _beschreven(self) -> Mapping[str, Any]:
        if not self._beschrijving:
            gekregen = await self._haal(f"{self.aanbieder.uitgever.rstrip('/')}/.well-known/openid-configuration")
            nodig = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if gekregen.get("issuer") != self.aanbieder.uitgever or not all(map(gekregen.get, nodig)):
                raise AanbiederWeg("what it says of itself is not what was set")
            self._beschrijving = gekregen
        return self._beschrijving

    async def _haal(self, adres: str) -> dict[str, Any]:
        try:
            async with self._client() as client:
                antwoord = await client.request("GET", adres, withhold_token=True)
                antwoord.raise_for_status()
                inhoud = antwoord.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as fout:
            raise AanbiederWeg(type(fout).__name__) from fout
        if not isinstance(inhoud, dict):
            raise AanbiederWeg("no object")
        return inhoud

    def _client(self) -> Any:
        aanbieder = self.aanbieder
        return AsyncOAuth2Client(
            aanbieder.client, aanbieder.geheim, timeout=_GEDULD_S, transport=self._vervoer, follow_redirects=False
        )
