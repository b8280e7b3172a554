"""What a form of a dossier is: its fields, and the command that they become."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from leerwinkel.dienst import Wat
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from trajecten.domain.dossier import Dossier
from trajecten.handelingen import Handeling, Ingevuld, Omstandigheid
from trajecten.vragen import Rij
from trajecten.web.velden import Veld


@dataclass(frozen=True, slots=True)
class Invulhulp:
    """What the fields of a form are filled with at first.

    `sessie`: the appointment or the talk that it is about; `over`: what was registered.
    """

    dossier: Dossier
    client: str | None
    nu: datetime
    begeleider: str
    begeleiders: Mapping[str, str]
    loketten: Mapping[str, str]
    sessie: Rij | None = None
    over: AnyGebeurtenis | None = None
    zitdagen: Sequence[str] = ()
    """When there will be one, in words."""


@dataclass(frozen=True, slots=True)
class Formulier:
    """A page below a dossier's with one form. `anders`: other pages for the same, with their names.

    `pad` may name a `{sessie}`, or the `{source}` and `{id}` of what was registered. `wat`: what
    somebody must be allowed to.
    """

    pad: str
    titel: str
    knop: str
    maak: Callable[[Ingevuld, Omstandigheid], Handeling]
    velden: Callable[[Invulhulp], Sequence[Veld]]
    uitleg: str | None = None
    anders: Sequence[tuple[str, str]] = ()
    wat: Wat = Wat.BEGELEIDEN
    past: Callable[[AnyGebeurtenis], bool] = lambda _: False
    """Whether that, of what was registered, is what it can be about."""
