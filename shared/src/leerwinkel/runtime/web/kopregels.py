"""Security headers on every answer: only our own files, no inline script or style, in nobody's frame."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

KOPREGELS = {
    "Content-Security-Policy": "; ".join(f"{naam} {bron}" for naam, bron in _CSP.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",  # a browser passes over it where there is no TLS
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""What every answer carries unless it says otherwise. Figures and dossiers are never cached."""


class Kopregels:
    """ASGI middleware that adds the security headers. A header that the answer set itself stays."""

    def __init__(self, app: ASGIApp, formulieren_naar: tuple[str, ...] = ()) -> None:
        """`formulieren_naar`: other sites of ours to which the answer to a form may send the browser."""
        self._app = app
        eigen = KOPREGELS["Content-Security-Policy"]
        ook = eigen.replace("form-action 'self'", " ".join(("form-action 'self'", *formulieren_naar)))
        self._kopregels = KOPREGELS | {"Content-Security-Policy": ook}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers added when the answer starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def met_kopregels(bericht: Message) -> None:
            if bericht["type"] == "http.response.start":
                kop = MutableHeaders(scope=bericht)
                for naam, waarde in self._kopregels.items():
                    kop.setdefault(naam, waarde)
            await send(bericht)

        await self._app(scope, receive, met_kopregels)
