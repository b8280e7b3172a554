"""Writing down that somebody looks at events or records, before a page shows them."""

from collections.abc import Callable

import structlog
from fastapi import Request

from vol_reporting.gastheer import Gastheer
from vol_reporting.journaal import Journaal

log = structlog.get_logger()


def noteerder(dienst: Gastheer) -> Callable[[Request], None]:
    """What a route that shows events depends on. Who it is, is known from the day that people sign in here."""
    journaal = Journaal(dienst.opslag.bestand.inzage)

    def noteer_inzage(verzoek: Request) -> None:
        vraag = dict(verzoek.query_params)
        log.info("inzage", pad=verzoek.url.path, vraag=vraag)
        journaal.noteer("pagina", verzoek.url.path, vraag)

    return noteer_inzage
