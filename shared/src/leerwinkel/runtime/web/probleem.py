"""A fault for a program: problem+json (RFC 9457), in Dutch."""

from typing import Any

from starlette.responses import JSONResponse


class Probleem(JSONResponse):
    """A fault as `application/problem+json`. `code` says which rule refused."""

    media_type = "application/problem+json"

    def __init__(self, status: int, titel: str, uitleg: str, code: str | None = None) -> None:
        soort = f"urn:leerwinkel:weigering:{code}" if code else "about:blank"
        inhoud: dict[str, Any] = {"type": soort, "title": titel, "status": status, "detail": uitleg}
        super().__init__(inhoud | ({"code": code} if code else {}), status)
