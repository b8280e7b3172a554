"""Writing down who looks at events or records, before a page shows them."""

from collections.abc import Callable

import structlog
from fastapi import Request

from vol_reporting.gastheer import Gastheer
from vol_reporting.journaal import Journaal
from vol_reporting.toegang import wie

log = structlog.get_logger()


def noteerder(dienst: Gastheer) -> Callable[[Request], None]:
    """What a route that shows events depends on, after what it needs."""
    journaal = Journaal(dienst.opslag.bestand.inzage)

    def noteer_inzage(verzoek: Request) -> None:
        vraag, medewerker = dict(verzoek.query_params), wie(verzoek).medewerker
        log.info("inzage", pad=verzoek.url.path, vraag=vraag, medewerker=medewerker)
        journaal.noteer("pagina", verzoek.url.path, vraag, medewerker)

    return noteer_inzage
