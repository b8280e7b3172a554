"""What stands before every application of ours: how large a request may be, and how many there may be at once."""

from starlette.applications import Starlette

from leerwinkel.runtime.web.drukte import Drukte, Ruimte
from leerwinkel.runtime.web.omvang import Maten, Omvang
from leerwinkel.runtime.web.weigeren import PAGINA, Pagina


def bescherm(app: Starlette, pagina: Pagina, ruimte: Ruimte, maten: Maten) -> None:
    """Refuse what is too large or too much. Call it where its middleware must stand; it needs no session."""
    setattr(app.state, PAGINA, pagina)
    app.add_middleware(Drukte, ruimte=ruimte)
    app.add_middleware(Omvang, maten=maten)
