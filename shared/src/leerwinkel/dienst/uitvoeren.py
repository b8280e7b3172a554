"""Carrying out a command: decide on the region's log, and wait until the screens show it."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from starlette.exceptions import HTTPException

from leerwinkel.eventsourcing import Decided, Decider, Log, Occasion, execute
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.lezen import lees_weer
from leerwinkel.leesmodel import Runner

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
C = TypeVar("C")
S = TypeVar("S")


def is_id(tekst: str) -> bool:
    """Whether it can be the id of something: one token of a subject, in which `*` would mean everything."""
    return _ID.fullmatch(tekst) is not None


def opdrachtnummer(opdracht: uuid.UUID, medewerker: str | None, command: object, dossier: str) -> uuid.UUID:
    """The id of a command of that intention, by that person, about that dossier: the same each time."""
    return uuid.uuid5(opdracht, f"{medewerker}:{type(command).__name__}:{dossier}")


@dataclass(frozen=True, slots=True)
class Uitvoerder:
    """Carries out the commands of one service in one region."""

    regio: str
    service: str
    log: Log
    leesmodel: Runner

    async def voer_uit(
        self,
        decider: Decider[C, S],
        command: C,
        *,
        dossier: str,
        opdracht: uuid.UUID,
        medewerker: str | None = None,
        tijdstip: datetime | None = None,
        aanleiding: AnyGebeurtenis | None = None,
        alleen_op: int | None = None,
    ) -> Decided:
        """Decide, append, and wait a moment until the read model has it.

        `opdracht` is given once per intention (a form, a key of a client's programme, the event that caused it): given
        again by the same person it is answered as the first time. `tijdstip`: when it happened, now without it.
        `alleen_op`: the position of the dossier that the giver saw; Conflict where it is at another.
        Raises Refusal, Conflict, Unavailable; and 404 for what can be no id.
        """
        if not is_id(dossier):
            raise HTTPException(404)
        nu = datetime.now(UTC)
        occasion = Occasion(
            command_id=opdrachtnummer(opdracht, medewerker, command, dossier),
            source=f"urn:leerwinkel:{self.regio}:{self.service}",
            dossier=dossier,
            time=tijdstip or nu,
            recordedtime=nu,
            medewerker=medewerker,
            correlationid=(aanleiding.correlationid or aanleiding.id) if aanleiding else None,
            causationid=aanleiding.id if aanleiding else None,
        )
        decided = await execute(self.log, decider, command, occasion, only_at=alleen_op, read=lees_weer)
        await self.leesmodel.reached(decided.position)
        return decided
