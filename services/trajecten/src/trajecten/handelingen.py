"""From what was filled in to commands: every field is judged, and what is wrong is said beside it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from leerwinkel.dossier.correctie import CORRECTIE, Correctieopdracht
from leerwinkel.eventsourcing import Decider
from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from trajecten.domain.agenda import Boeking
from trajecten.domain.beslissing import DOSSIER, Command

_KIES: Final = "Kies er een uit de lijst."
_LANGST: Final = 8000


class OnjuistIngevuld(Exception):
    """What was filled in cannot be a command; per field a sentence (Dutch)."""

    def __init__(self, fouten: Mapping[str, str]) -> None:
        super().__init__(", ".join(fouten))
        self.fouten = fouten


@dataclass(frozen=True, slots=True)
class Ingevuld:
    """The fields as typed. Each question is answered as well as it can be; what is wrong is kept in `fouten`."""

    velden: Mapping[str, Sequence[str]]
    fouten: dict[str, str] = field(default_factory=dict[str, str])

    def tekst(self, naam: str) -> str:
        """As typed, without the space around it."""
        waarden = self.velden.get(naam) or [""]
        return waarden[-1].strip()

    def vink(self, naam: str) -> bool:
        """Whether it was ticked."""
        return self.tekst(naam) == "ja"

    def ja_of_nee(self, naam: str) -> bool | None:
        """None where nothing was said."""
        return {"ja": True, "nee": False}.get(self.tekst(naam))

    def code(self, naam: str, lijst: str) -> str:
        """A code of that list, which must be there."""
        return self.een_van(naam, codelijst(lijst)) or ""

    def misschien(self, naam: str, lijst: str) -> str | None:
        """A code of that list, or nothing."""
        return self.een_van(naam, codelijst(lijst)) if self.tekst(naam) else None

    def een_van(self, naam: str, mogelijk: Mapping[str, object]) -> str | None:
        """One of the choices; None and a fault where it is not."""
        waarde = self.tekst(naam)
        if waarde in mogelijk:
            return waarde
        self.fouten[naam] = _KIES
        return None

    def codes(self, naam: str, lijst: str) -> tuple[str, ...] | None:
        """What was ticked of that list, in its order."""
        gekozen = tuple(code for code in codelijst(lijst) if code in self.velden.get(naam, ()))
        return gekozen or None

    def getal(self, naam: str, van: int, tot: int) -> int:
        """A whole number, both ends included."""
        waarde = self.tekst(naam)
        if waarde.isascii() and waarde.isdigit() and len(waarde) < len(str(tot)) + 3 and van <= int(waarde) <= tot:
            return int(waarde)
        self.fouten[naam] = f"Vul een getal in van {van} tot {tot}."
        return van

    def getal_misschien(self, naam: str, van: int, tot: int) -> int | None:
        """The same, or nothing."""
        return self.getal(naam, van, tot) if self.tekst(naam) else None

    def dag(self, naam: str) -> date:
        """A day of this time."""
        try:
            dag = date.fromisoformat(self.tekst(naam))
        except ValueError:
            dag = date.min
        if not date(1990, 1, 1) <= dag <= date(2090, 1, 1):
            self.fouten[naam] = "Vul een dag in, bijvoorbeeld 2026-03-02."
        return dag

    def dag_misschien(self, naam: str) -> date | None:
        """The same, or nothing."""
        return self.dag(naam) if self.tekst(naam) else None

    def moment(self, op: Callable[[date, time], datetime], anders: datetime) -> datetime:
        """The moment of the fields `dag` and `uur`; `anders` and a fault where they are none.

        The minute in which `anders` lies is `anders`: what is registered now comes after what was a second ago.
        """
        dag = self.dag("dag")
        try:
            uur = time.fromisoformat(self.tekst("uur"))
        except ValueError:
            self.fouten["uur"] = "Vul een uur in, bijvoorbeeld 14:30."
            return anders
        try:
            moment = anders if "dag" in self.fouten else op(dag, uur.replace(second=0, microsecond=0, tzinfo=None))
        except ValueError:
            self.fouten["uur"] = "Dit uur bestaat niet op die dag, want de klok springt dan vooruit."
            return anders
        return anders if timedelta(0) <= anders - moment < timedelta(minutes=1) else moment

    def vrij(self, naam: str) -> str:
        """What a person wrote."""
        waarde = self.tekst(naam)
        if len(waarde) > _LANGST:
            self.fouten[naam] = f"Dit is te lang. Schrijf hoogstens {_LANGST} tekens."
        return waarde

    def klaar(self) -> None:
        """Raises OnjuistIngevuld where anything is wrong."""
        if self.fouten:
            raise OnjuistIngevuld(self.fouten)


@dataclass(frozen=True, slots=True)
class Omstandigheid:
    """In which a form is sent, by `wie`. `sluit` encrypts what is written for the cliënt of the dossier, if any.

    `sessie`, `over`: the appointment, or what was registered, that the form is about.
    """

    dossier: str
    wie: str
    opdracht: uuid.UUID
    nu: datetime
    loketten: Mapping[str, str]
    begeleiders: Mapping[str, str]
    op: Callable[[date, time], datetime]
    sluit: Callable[[str], str] | None = None
    sessie: str | None = None
    over: AnyGebeurtenis | None = None

    @property
    def nieuwe_sessie(self) -> str:
        """An id that is the same when the form is sent again."""
        return str(uuid.uuid5(self.opdracht, "sessie"))


@dataclass(frozen=True, slots=True)
class Handeling:
    """A command, when it happened (now, without `tijdstip`), and the appointment that it would make."""

    command: Command | Correctieopdracht
    tijdstip: datetime | None = None
    boeking: Boeking | None = None

    @property
    def decider(self) -> Decider[Any, Any]:
        """Who decides on it."""
        return CORRECTIE if isinstance(self.command, Correctieopdracht) else DOSSIER
