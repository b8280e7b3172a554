"""What a form of a dossier asks for."""

from datetime import datetime
from typing import Any, NamedTuple

from leerwinkel.eventsourcing import Decider


class Opgave(NamedTuple):
    """A command, who decides on it, and the moment that it names. `entiteit`: where that is not the dossier."""

    decider: Decider[Any, Any]
    command: Any
    tijdstip: datetime
    entiteit: str | None = None
