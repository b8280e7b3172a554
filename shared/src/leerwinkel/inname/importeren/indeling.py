"""Which file holds which events: the layout of the GOAL export as a table, and the general layout by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from leerwinkel.gebeurtenissen.register import DIENSTEN, regionale_soort, soorten_van


@dataclass(frozen=True, slots=True)
class Afbeelding:
    """One event that a row gives. Fields have columns of their own name; this says only what is otherwise."""

    naam: str
    kolommen: Mapping[str, str] = field(default_factory=dict[str, str])
    """Column → field, where the names differ."""
    standaard: Mapping[str, str] = field(default_factory=dict[str, str])
    """Field → what an empty cell means."""
    niet: frozenset[str] = frozenset()
    """Fields that this event does not take from the row: the column is another event's."""
    dagen_later: int = 0
    """How many days after the row's moment it happened, at the same local time."""


@dataclass(frozen=True, slots=True)
class Indeling:
    """The layout of one file. Where `keuzekolom` is set, its value decides which events a row gives."""

    per_waarde: Mapping[str, tuple[Afbeelding, ...]]
    keuzekolom: str | None = None

    @property
    def namen(self) -> tuple[str, ...]:
        """The names of all events that the file can give."""
        return tuple(dict.fromkeys(a.naam for groep in self.per_waarde.values() for a in groep))


def _een(naam: str, **kolommen: str) -> Indeling:
    return Indeling({"": (Afbeelding(naam, kolommen),)})


def _antwoord(naam: str) -> Afbeelding:
    return Afbeelding(naam, {"weigerreden": "reden"}, niet=frozenset({"reden"}), dagen_later=1)


_GEMAAKT: Final = Afbeelding("doorverwijzing-gemaakt")

GOAL: Final[Mapping[str, Indeling]] = {
    "aanmeldingen": _een(
        "aanmelding-geregistreerd",
        toeleiding="toeleiding.wijze",
        partnersoort="toeleiding.partnersoort",
        partner="toeleiding.partner",
        thema="themas",
    ),
    "dispatchings": _een("dispatching-beslist"),
    "toestemmingen": Indeling({"ja": (Afbeelding("toestemming-gegeven"),), "nee": ()}, keuzekolom="gegeven"),
    "trajecten": _een("traject-gestart"),
    "sessies": _een("sessie-gehouden"),
    "microcontacten": _een("microcontact-geregistreerd"),
    "drempels": _een("drempel-vastgesteld"),
    "keuzes": _een("keuze-gemaakt"),
    "inschrijvingen": _een("inschrijving-vastgesteld"),
    "getuigschriften": _een("getuigschrift-behaald"),
    "tevredenheid": Indeling({"": (Afbeelding("tevredenheid-beantwoord", standaard={"trap": "onbekend"}),)}),
    "doorverwijzingen": Indeling(
        {
            "": (_GEMAAKT,),
            "open": (_GEMAAKT,),
            "aanvaard": (_GEMAAKT, _antwoord("doorverwijzing-aanvaard")),
            "geweigerd": (_GEMAAKT, _antwoord("doorverwijzing-geweigerd")),
        },
        keuzekolom="antwoord",
    ),
}
"""The registration export of `examples/goal`, by file name. A consent that was not given is no event."""

GENEGEERD: Final = ("readme", "leesmij", "verwacht")


def indeling_van(stam: str) -> Indeling | None:
    """The layout of a file or sheet by its name without extension; None where no event goes by that name."""
    naam = stam.strip().casefold()
    if naam in GOAL:
        return GOAL[naam]
    return None if regionale_soort(naam) is None else _een(naam)


def is_goal(stam: str) -> bool:
    """Whether the name is one of the GOAL layout, where some facts are looked up in the other files."""
    return stam.strip().casefold() in GOAL


def lijkt_op(stam: str) -> str | None:
    """The file name that was probably meant."""
    namen = [*GOAL, *(s.naam for dienst in DIENSTEN for s in soorten_van(dienst) if regionale_soort(s.naam))]
    return next(iter(get_close_matches(stam.strip().casefold(), namen, n=1)), None)
