"""Who may ask something of the provider for trying out, and what they ask, in the shapes that Authlib wants."""

import secrets
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload

from leerwinkel.identiteit.persoon import Identiteit

_CODE_S: Final = 60


@dataclass(frozen=True, slots=True)
class Proefmens:
    """An invented person, as Authlib asks a user."""

    wie: Identiteit

    def get_user_id(self) -> str:
        """What the provider calls them."""
        return self.wie.medewerker


@dataclass(frozen=True, slots=True)
class Toepassing(ClientMixin):
    """Who may ask something here: our pages together, and for programs each invented person."""

    naam: str
    geheim: str
    terugadressen: Collection[str] = ()

    def get_client_id(self) -> str:
        """As Authlib asks it."""
        return self.naam

    def get_default_redirect_uri(self) -> str:
        """There is none: it is always said."""
        return ""

    def get_allowed_scope(self, scope: Any) -> str:
        """Everything that is asked: it changes nothing here."""
        return scope or ""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Only ours, as they stand."""
        return redirect_uri in self.terugadressen

    def check_client_secret(self, client_secret: str) -> bool:
        """Whether it is the one."""
        return secrets.compare_digest(self.geheim.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """By its secret, in the header."""
        return method == "client_secret_basic" and endpoint == "token"

    def check_response_type(self, response_type: str) -> bool:
        """Only a code."""
        return response_type == "code" and bool(self.terugadressen)

    def check_grant_type(self, grant_type: str) -> bool:
        """Our pages sign people in; a program only itself."""
        return grant_type == ("authorization_code" if self.terugadressen else "client_credentials")


@dataclass(frozen=True, slots=True)
class Code(AuthorizationCodeMixin):
    """A code that was given to a browser, for one time."""

    vraag: Mapping[str, str]
    wie: Identiteit
    tot: float = field(default_factory=lambda: time.monotonic() + _CODE_S)

    def get_redirect_uri(self) -> str:
        """Where it was sent."""
        return self.vraag["redirect_uri"]

    def get_scope(self) -> str:
        """What was asked."""
        return self.vraag.get("scope", "")

    def get_nonce(self) -> str | None:
        """What the token says again."""
        return self.vraag.get("nonce")

    def get_auth_time(self) -> int:
        """It was just now."""
        return int(time.time())

    def get_acr(self) -> None:
        """Nothing is said of how sure it is."""

    def get_amr(self) -> None:
        """Nor how it was found out."""


class Verzoek(OAuth2Request):
    """What came, as Authlib reads it."""

    def __init__(self, methode: str, adres: str, koppen: Mapping[str, str], velden: Mapping[str, str]) -> None:
        super().__init__(methode, adres, headers={naam.title(): waarde for naam, waarde in koppen.items()})
        self.payload, self._velden = BasicOAuth2Payload(dict(velden)), dict(velden)

    @property
    def args(self) -> Any:
        """As Authlib asks it."""
        return self._velden

    @property
    def form(self) -> Any:
        """As Authlib asks it."""
        return self._velden
