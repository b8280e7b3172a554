"""What can be seen of a region's door from outside: whether somebody listens, and how much was refused."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from nats.aio.client import Client

from leerwinkel.overzicht.knoop import vraag
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import DEUR_CONSUMER, inname_van

_KEREN, _TUSSEN_S = 5, 0.07


async def wordt_bediend(nc: Client, regio: str) -> bool | None:
    """Whether a gateway waits for messages. It asks for them again and again, so we look more than once."""
    for _ in range(_KEREN):
        antwoord = await vraag(nc, f"$JS.API.CONSUMER.INFO.{inname_van(regio)}.{DEUR_CONSUMER}")
        if antwoord is None:
            return None
        gezegd = json.loads(antwoord.data)
        if gezegd.get("num_waiting") or gezegd.get("num_ack_pending"):
            return True
        await asyncio.sleep(_TUSSEN_S)
    return False


def geweigerd(instellingen: Instellingen, regio: str) -> Callable[[], int | None]:
    """How many messages the quarantine at the door holds; None where its database cannot tell."""

    def tel() -> int | None:
        url = instellingen.database_url(regio)
        if url.startswith("sqlite:") and not Path(urlsplit(url).path.removeprefix("/")).exists():
            return None
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - slow to load: meanwhile the nodes are asked

        from leerwinkel.inname.quarantaine import aantal_geweigerd  # noqa: PLC0415
        from leerwinkel.runtime.verbinding import database  # noqa: PLC0415

        engine = database(url)
        try:
            return aantal_geweigerd(engine, regio)
        except SQLAlchemyError:
            return None
        finally:
            engine.dispose()

    return tel
