"""What a form of the VOL's pages carries, so that no other site can send it.

Nobody signs in at the VOL yet: the token is of the browser. With sign-in it becomes that of the session.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

FORMULIERTEKEN: Final = "teken"
_KOEKJE: Final = "vol_formulier"


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser. `teken` is what its forms carry."""

    koekje: str
    teken: str


class Formulierwacht:
    """Gives and checks tokens; they hold as long as the process lives."""

    def __init__(self) -> None:
        self._geheim = secrets.token_bytes(32)

    def browser(self, verzoek: Request) -> Browser:
        """Which browser this is; a new one where it carries nothing."""
        koekje = verzoek.cookies.get(_KOEKJE) or secrets.token_hex(16)
        return Browser(koekje, hmac.new(self._geheim, koekje.encode(), hashlib.sha256).hexdigest())

    def onthoud(self, browser: Browser, antwoord: Response) -> None:
        """Let the browser say next time which one it is."""
        antwoord.set_cookie(_KOEKJE, browser.koekje, httponly=True, samesite="strict")

    def is_van_ons(self, verzoek: Request, ingevuld: FormData) -> bool:
        """Whether the form was given to this browser by this process."""
        teken = self.browser(verzoek).teken.encode()
        return hmac.compare_digest(str(ingevuld.get(FORMULIERTEKEN, "")).encode(), teken)
