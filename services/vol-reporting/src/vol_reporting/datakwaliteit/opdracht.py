"""What a person at the VOL decides on what was received, written down as an event of the VOL's own log."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Literal

import duckdb
from pydantic import BaseModel, ConfigDict, Field

from leerwinkel.eventsourcing import Log, StoredEvent
from leerwinkel.gebeurtenissen.basis import Regio, VolGegevens
from leerwinkel.gebeurtenissen.vol import QuarantaineVrijgegeven, StroomAangehouden, StroomVrijgegeven
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.besluit import Besluit, besluit_van
from vol_reporting.eigenlog import zeg_zo_nodig
from vol_reporting.inname.quarantaine import bezwaar
from vol_reporting.registratie.besluiten import Besluiten, vouw


class Besluitfout(Zegbaar):
    """A decision that makes no sense now; nothing was written. The message is Dutch."""


class Opdracht(BaseModel):
    """What is asked. Without `positie`: hold apart what still comes, or release everything.

    A release up to a position leaves what comes after it held apart.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    handeling: Literal["aanhouden", "vrijgeven", "aanbieden"]
    regio: Regio
    positie: Annotated[int, Field(ge=1)] | None = None


def beslis(opdracht: Opdracht, genomen: Besluiten, ingenomen: int) -> VolGegevens | None:
    """The event that it gives; None where it is in effect already. `ingenomen`: how far the VOL has the region.

    Raises Besluitfout.
    """
    regio, positie, vanaf = opdracht.regio, opdracht.positie, genomen.vanaf.get(opdracht.regio)
    match opdracht.handeling:
        case "aanhouden":
            begin = positie or ingenomen + 1
            if vanaf is not None and vanaf <= begin:
                return None
            return StroomAangehouden(regio=regio, vanaf_positie=begin, reden="handmatig")
        case "vrijgeven":
            if vanaf is None or (positie is not None and positie < vanaf):
                return None
            if positie is not None and positie > ingenomen:
                raise Besluitfout(f"De VOL heeft van {regio} pas {ingenomen} posities. Kies een positie tot daar.")
            tot = positie or max(ingenomen, vanaf)
            return StroomVrijgegeven(regio=regio, tot_positie=tot, blijft_aangehouden=positie is not None)
        case "aanbieden":
            if positie is None:
                raise Besluitfout("Zeg welke positie je opnieuw aanbiedt.")
            return QuarantaineVrijgegeven(regio=regio, positie=positie)


def zin(opdracht: Opdracht, *, nieuw: bool) -> str:
    """What was done, for who asked it (Dutch)."""
    regio, positie = opdracht.regio, opdracht.positie
    if not nieuw:
        return _AL_ZO[opdracht.handeling].format(regio=regio, positie=positie)
    return _GEDAAN[opdracht.handeling, positie is not None].format(regio=regio, positie=positie)


_AL_ZO = {
    "aanhouden": "De stroom van {regio} was al aangehouden.",
    "vrijgeven": "Van {regio} is daar niets aangehouden.",
    "aanbieden": "Positie {positie} van {regio} staat niet in quarantaine.",
}
_GEDAAN = {
    ("aanhouden", True): "De stroom van {regio} is aangehouden vanaf positie {positie}.",
    ("aanhouden", False): "Wat nog van {regio} komt, is aangehouden.",
    ("vrijgeven", True): "Van {regio} telt weer alles tot en met positie {positie}. De rest blijft aangehouden.",
    ("vrijgeven", False): "Van {regio} telt weer alles.",
    ("aanbieden", True): "Positie {positie} van {regio} is nu ingenomen en telt mee.",
}


async def leg_vast(
    log: Log, regio: str, soort: str, kies: Callable[[Besluiten], VolGegevens | None], medewerker: str | None = None
) -> int | None:
    """Append what is chosen in view of all decisions of that sort; gives its position, None where nothing was needed.

    Raises Conflict where somebody else decides at the same moment, and Unavailable.
    """
    entiteit = f"{soort}-{regio}"
    return await zeg_zo_nodig(log, "intern", entiteit, lambda eerder: kies(vouw(_besluiten(eerder))), medewerker)


async def voer_uit(
    log: Log, opdracht: Opdracht, medewerker: str, ingenomen: int, con: duckdb.DuckDBPyConnection
) -> int | None:
    """Decide on it, given the VOL's storage; gives the position of the event, None where it was in effect already.

    Raises Besluitfout, Conflict, Unavailable.
    """
    soort = StroomAangehouden.entiteit
    if opdracht.handeling == "aanbieden":
        soort = QuarantaineVrijgegeven.entiteit
        if not await in_draad(is_leesbaar, con, opdracht):
            return None
    return await leg_vast(log, opdracht.regio, soort, lambda genomen: beslis(opdracht, genomen, ingenomen), medewerker)


def is_leesbaar(con: duckdb.DuckDBPyConnection, opdracht: Opdracht) -> bool:
    """Whether it is in quarantine and can be read now. Raises Besluitfout where it still cannot."""
    try:
        reden = bezwaar(con, opdracht.regio, opdracht.positie or 0)
    except LookupError:
        return False
    if reden:
        raise Besluitfout(f"Positie {opdracht.positie} van {opdracht.regio} is nog altijd niet te lezen. {reden}")
    return True


def _besluiten(eerder: Sequence[StoredEvent]) -> Iterator[Besluit]:
    for event in eerder:
        if besluit := besluit_van(event.position, json.loads(event.payload)):
            yield besluit
