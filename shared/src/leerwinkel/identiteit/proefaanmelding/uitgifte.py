"""What the provider for trying out gives: codes, tokens and keys. The rules of the protocol are Authlib's."""

import time
from collections.abc import Collection
from typing import Any, Final

from authlib.oauth2 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, ClientCredentialsGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from authlib.oidc.core import OpenIDCode, UserInfo
from joserfc.jwk import ECKey, KeySet
from starlette.responses import JSONResponse, Response

from leerwinkel.identiteit.acmidm import claims_van
from leerwinkel.identiteit.persoon import Identiteit
from leerwinkel.identiteit.proefaanmelding.gevraagd import Code, Proefmens, Toepassing

ALGORITME: Final = "ES256"
_PAS_S: Final = 3600


class Uitgifte(AuthorizationServer):
    """The provider. What it gave it forgets when the process ends, its keys too."""

    def __init__(self, uitgever: str, toepassing: Toepassing, mensen: Collection[Identiteit], claimnaam: str) -> None:
        super().__init__()
        self.uitgever, self.toepassing, self.claimnaam = uitgever, toepassing, claimnaam
        self.mensen = {wie.medewerker: wie for wie in mensen}
        self.codes: dict[str, Code] = {}
        self.sleutels = KeySet([ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITME})])
        self.register_grant(_Codes, [_IdTokens(), _Bewijs(required=True)])
        self.register_grant(_Programmas)
        self.register_token_generator("default", _Passen(self))

    def claims(self, medewerker: str) -> dict[str, Any]:
        """What is said of that person."""
        return claims_van(self.mensen[medewerker], self.claimnaam)

    def query_client(self, client_id: str) -> Any:
        """As Authlib asks it."""
        if client_id == self.toepassing.naam:
            return self.toepassing
        return Toepassing(client_id, self.toepassing.geheim) if client_id in self.mensen else None

    def save_token(self, token: Any, request: Any) -> None:
        """Nothing is kept: a token tells everything itself."""

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        """It is one already: the routes read what came."""
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        """As our web server gives it."""
        if isinstance(body, dict):
            return JSONResponse(body, status, dict(headers))
        return Response(body, status, dict(headers))


class _Codes(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012 - Authlib's own

    def save_authorization_code(self, code: str, request: Any) -> None:
        self.server.codes[code] = Code(request.payload.data, request.user.wie)

    def query_authorization_code(self, code: str, client: Any) -> Code | None:  # noqa: ARG002 - there is one client
        """Taken away when it is asked for: also one that turns out not to be good is not tried again."""
        gevonden: Code | None = self.server.codes.pop(code, None)
        return gevonden if gevonden and gevonden.tot > time.monotonic() else None

    def delete_authorization_code(self, authorization_code: Any) -> None:
        """It is gone already."""

    def authenticate_user(self, authorization_code: Code) -> Proefmens:
        return Proefmens(authorization_code.wie)


class _Programmas(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012 - Authlib's own


class _Bewijs(CodeChallenge):
    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """Also of who has a secret (RFC 9700): Authlib asks it only of who has none."""
        if not grant.request.payload.data.get("code_challenge"):
            raise InvalidRequestError("Missing 'code_challenge'", redirect_uri=redirect_uri)
        super().validate_code_challenge(grant, redirect_uri)

    def get_authorization_code_challenge(self, authorization_code: Code) -> str | None:
        return authorization_code.vraag.get("code_challenge")

    def get_authorization_code_challenge_method(self, authorization_code: Code) -> str | None:
        return authorization_code.vraag.get("code_challenge_method")


class _IdTokens(OpenIDCode):
    def __call__(self, grant: Any) -> None:
        self._uitgifte: Uitgifte = grant.server
        super().__call__(grant)

    def exists_nonce(self, nonce: str, request: Any) -> bool:  # noqa: ARG002 - there is one client
        return any(code.get_nonce() == nonce for code in self._uitgifte.codes.values())

    def resolve_client_private_key(self, client: Any) -> KeySet:  # noqa: ARG002
        return self._uitgifte.sleutels

    def get_client_algorithm(self, client: Any) -> str:  # noqa: ARG002
        return ALGORITME

    def get_client_claims(self, client: Any) -> dict[str, Any]:
        return {"iss": self._uitgifte.uitgever, "aud": [client.get_client_id()]}

    def generate_user_info(self, user: Proefmens, scope: str) -> UserInfo:  # noqa: ARG002 - all is always said
        return UserInfo(self._uitgifte.claims(user.get_user_id()))


class _Passen(JWTBearerTokenGenerator):
    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(uitgifte.uitgever, ALGORITME, expires_generator=_PAS_S)
        self._uitgifte = uitgifte

    def get_jwks(self) -> KeySet:
        return self._uitgifte.sleutels

    def get_audiences(self, client: Any, user: Any, scope: str) -> str:  # noqa: ARG002
        return self._uitgifte.toepassing.naam

    def get_extra_claims(self, client: Any, grant_type: str, user: Any, scope: str) -> dict[str, Any]:  # noqa: ARG002
        return self._uitgifte.claims(user.get_user_id() if user else client.get_client_id())
