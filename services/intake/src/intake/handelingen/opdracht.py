"""One intention of somebody: what its form carries along, and the commands that it gives."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from starlette.datastructures import FormData

from leerwinkel.dienst import Kader
from leerwinkel.eventsourcing import Decided, Decider
from leerwinkel.identiteit.sessie import FormulierVerlopen

C = TypeVar("C")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Opdracht:
    """Given again it is answered as the first time: the same ids, the same events."""

    kader: Kader
    medewerker: str
    nummer: uuid.UUID

    def id_van(self, wat: str) -> str:
        """The id of something that this opdracht makes: the same every time, another for somebody else."""
        return str(uuid.uuid5(self.nummer, f"{self.medewerker}:{wat}"))

    async def geef(self, decider: Decider[C, S], command: C, dossier: str, tijdstip: datetime) -> Decided:
        """Carry out one command on a dossier, as of the moment that the command names. Raises as `execute`."""
        return await self.kader.uitvoerder.voer_uit(
            decider, command, dossier=dossier, opdracht=self.nummer, medewerker=self.medewerker, tijdstip=tijdstip
        )


def opdrachtnummer(ingevuld: FormData) -> uuid.UUID:
    """The number that the form carries. Raises FormulierVerlopen where it is none."""
    try:
        return uuid.UUID(str(ingevuld.get("opdracht", "")))
    except ValueError:
        raise FormulierVerlopen(
            "Dit formulier is onvolledig. Laad de pagina opnieuw, en probeer het nog eens."
        ) from None
