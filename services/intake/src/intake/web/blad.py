"""What every page of intake is made with: its templates, who may see it, and what can be chosen in it."""

import uuid
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse

from intake.handelingen.personen import PERSOONSVELDEN
from intake.handelingen.profiel import PROFIELVELDEN
from intake.handelingen.velden import Velden
from leerwinkel.dienst import Kader, Sessie, Vereist, Wat, formulier, sjablonen
from leerwinkel.dienst.collegas import begeleiders
from leerwinkel.gebeurtenissen.codelijst import ONBEKEND, codelijst
from leerwinkel.runtime.web.opmaak import BRUSSEL

_NIET_BEKEND = dict(zip(ONBEKEND, ("Onbekend", "Niet gevraagd", "Wil het niet zeggen"), strict=True))


Wie = Annotated[Sessie, Depends(Vereist(Wat.AANMELDEN))]
"""Who may register a question."""
Ingevuld = Annotated[FormData, Depends(formulier)]
"""What was filled in, in a form of who is signed in."""


def nu() -> datetime:
    """The moment of a request."""
    return datetime.now(UTC)


class Bladen:
    """Renders the templates of intake."""

    def __init__(self, kader: Kader) -> None:
        self.omgeving = sjablonen(kader, "intake.web")
        extra: dict[str, Any] = {
            "keuzes": keuzes,
            "gemeenten": partial(gemeenten, kader.regio),
            "label": label,
            "begeleiders": lambda: [(wie.medewerker, wie.naam) for wie in begeleiders()],
            "profielvelden": PROFIELVELDEN,
            "persoonsvelden": PERSOONSVELDEN,
        }
        self.omgeving.globals.update(extra)

    def toon(
        self,
        sjabloon: str,
        sessie: Sessie,
        velden: Velden,
        *,
        status: int = 200,
        opdracht: uuid.UUID | None = None,
        **inhoud: Any,
    ) -> HTMLResponse:
        """A page with a form that holds these fields, with a sentence beside each that is wrong.

        The form keeps its `opdracht` when it comes back: sent again it is still the same intention.
        """
        extra = {"sessie": sessie, "velden": velden, "opdracht": opdracht or uuid.uuid4()}
        return HTMLResponse(self.omgeving.get_template(sjabloon).render(**extra, **inhoud), status)


def keuzes(lijst: str, *, mag_onbekend: bool = False) -> list[tuple[str, str]]:
    """The codes of a list that are in use today, with their labels."""
    vandaag = datetime.now(BRUSSEL).date()
    nu_geldig = [(code.code, code.label_nl) for code in codelijst(lijst).values() if code.geldig_op(vandaag)]
    return [*nu_geldig, *_NIET_BEKEND.items()] if mag_onbekend else nu_geldig


def gemeenten(regio: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those of the region apart from the others, by name."""
    hier: list[tuple[str, str]] = []
    elders: list[tuple[str, str]] = []
    for code, naam in sorted(keuzes("gemeente"), key=lambda paar: paar[1]):
        (hier if codelijst("gemeente")[code].groep == regio else elders).append((code, naam))
    return [("In je regio", hier), ("Elders", elders), ("Niet bekend", list(_NIET_BEKEND.items()))]


def label(lijst: str, code: str) -> str:
    """How a code is called."""
    return codelijst(lijst)[code].label_nl
