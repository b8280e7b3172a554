"""The streams of the platform and their settings, as docs/architecture.md gives them."""

import asyncio
from functools import cache
from typing import Any, NamedTuple

import nats.errors
from nats.aio.client import Client

from leerwinkel.eventsourcing.streams import ensure_consumer, ensure_stream

_S = 1_000_000_000
_DAG = 24 * 3600 * _S
_KEER, _TUSSEN_S = 10, 0.1
HUB_CONSUMER = "vol"
DEUR_CONSUMER = "gateway"
AANVULLING = "VOL_AANVULLING"
OPBOUW = "opbouw"


class Herkomst(NamedTuple):
    """Where an event in the hub's copy comes from: its region's log, its position and subject there."""

    regio: str
    positie: int
    onderwerp: str

    def bron(self) -> str:
        """Written down as the server writes it in `Nats-Stream-Source`."""
        return f"{naam_van(self.regio)}:{AANVULLING} {self.positie} > > {self.onderwerp}"


def herkomst(bron: str) -> Herkomst:
    """What `Nats-Stream-Source` says: `LEERWINKEL_GENT:… <sequence> <filter> <transform> <subject> …`."""
    delen = bron.split(" ", 5)
    return Herkomst(_regio_van(delen[0]), int(delen[1]), delen[4])


def plaats(bron: str) -> tuple[str, int]:
    """Of the same the region and the position only: all that the intake needs of every event."""
    stroom, positie, _ = bron.split(" ", 2)
    return _regio_van(stroom), int(positie)


@cache
def _regio_van(stroom: str) -> str:
    return stroom.partition(":")[0].removeprefix("LEERWINKEL_").lower().replace("_", "-")


def beleid_consumer(service: str) -> str:
    """The durable consumer by which a service reacts to what stands on its region's log."""
    return f"beleid-{service}"


def naam_van(regio: str) -> str:
    """The stream of a region's log: `LEERWINKEL_WEST_VLAANDEREN`."""
    return f"LEERWINKEL_{_hoofdletters(regio)}"


def inname_van(regio: str) -> str:
    """The stream of a region's door."""
    return f"INNAME_{_hoofdletters(regio)}"


def _hoofdletters(regio: str) -> str:
    return regio.upper().replace("-", "_")


def _logboek(naam: str, onderwerpen: list[str]) -> dict[str, Any]:
    return {
        "name": naam,
        "subjects": onderwerpen,
        "storage": "file",
        "retention": "limits",
        "max_age": 0,
        "max_bytes": -1,
        "max_msgs": -1,
        "max_msgs_per_subject": -1,
        "num_replicas": 1,
        "duplicate_window": 3600 * _S,
        "allow_direct": True,
        "allow_atomic": True,
        "deny_delete": True,
        "deny_purge": True,
    }


def regionaal_log(regio: str) -> dict[str, Any]:
    """The region's own log: append-only, enforced by the server."""
    return _logboek(naam_van(regio), [f"leerwinkel.{regio}.>"])


def log_in_opbouw(wie: str) -> dict[str, Any]:
    """The log of a region, or the VOL's own (`vol`), while it is filled: under its own subjects it takes nothing."""
    opbouw, gewoon = f"{OPBOUW}.{wie}.>", eigen() if wie == "vol" else regionaal_log(wie)
    return gewoon | {"subjects": [opbouw], "subject_transform": {"src": opbouw, "dest": gewoon["subjects"][0]}}


def deur(regio: str) -> dict[str, Any]:
    """The door for other systems: durable at once, forgotten after 30 days."""
    return {
        "name": inname_van(regio),
        "subjects": [f"inname.{regio}.>", f"antwoord.{regio}.>"],
        "storage": "file",
        "retention": "limits",
        "max_age": 30 * _DAG,
        "num_replicas": 1,
        "duplicate_window": 120 * _S,
        "allow_direct": True,
    }


def hub_consumer(regio: str) -> dict[str, Any]:
    """The durable consumer through which the hub sources a region (ADR-60 of NATS): it resumes at once."""
    return {
        "durable_name": HUB_CONSUMER,
        "name": HUB_CONSUMER,
        "deliver_policy": "all",
        "ack_policy": "flow_control",
        "flow_control": True,
        "idle_heartbeat": _S,
        "max_deliver": -1,
        "replay_policy": "instant",
        "deliver_subject": f"src.{regio}.deliver",
        "max_ack_pending": 50_000,
    }


def _bron(regio: str) -> dict[str, Any]:
    return {
        "name": naam_van(regio),
        "external": {"api": f"$JS.{regio}.API", "deliver": ""},
        "consumer": {"name": HUB_CONSUMER, "deliver_subject": f"src.{regio}.deliver"},
        "subject_transforms": [
            {
                "src": "leerwinkel.*.*.*.*",
                "dest": "leerwinkel.{{wildcard(1)}}.{{wildcard(2)}}.{{wildcard(4)}}",
            }
        ],
    }


def hub(regios: list[str]) -> dict[str, Any]:
    """The VOL's copy of every region's log. It lists no subjects: those cross the leaf links and would come twice."""
    return {
        "name": "VOL",
        "storage": "file",
        "retention": "limits",
        "max_age": 0,
        "max_bytes": -1,
        "max_msgs": -1,
        "num_replicas": 1,
        "compression": "s2",
        "allow_direct": True,
        "deny_delete": True,
        "deny_purge": True,
        "sources": [_bron(regio) for regio in regios],
    }


def eigen() -> dict[str, Any]:
    """The VOL's own log."""
    return _logboek("VOL_EIGEN", ["vol.>"])


def aanvulling() -> dict[str, Any]:
    """What the VOL fetched from the regions itself, where the hub had passed over it: one subject for each position."""
    return _logboek(AANVULLING, ["aanvulling.>"])


async def zorg_voor_regio(nc: Client, regio: str) -> None:
    """Make and check what a region's node needs. Raises Mismatch or Unavailable."""
    await ensure_stream(nc, regionaal_log(regio))
    await ensure_stream(nc, deur(regio))
    await ensure_consumer(nc, naam_van(regio), hub_consumer(regio))


async def zorg_voor_hub(nc: Client, regios: list[str]) -> None:
    """Make and check what the hub needs. Raises Mismatch or Unavailable.

    A source whose region answers when the stream is made starts at once; the server tries again for the others, ever
    less often, and the watch nudges them. So it is worth a moment's wait.
    """
    await asyncio.gather(*(_bereik(nc, regio) for regio in regios))
    await ensure_stream(nc, hub(regios))
    await ensure_stream(nc, aanvulling())
    await ensure_stream(nc, eigen())


async def _bereik(nc: Client, regio: str) -> None:
    """Wait until the region answers across its line, but not for long."""
    for _ in range(_KEER):
        try:
            await nc.request(f"$JS.{regio}.API.INFO", timeout=0.25)
        except (nats.errors.Error, TimeoutError):
            await asyncio.sleep(_TUSSEN_S)
        else:
            return
