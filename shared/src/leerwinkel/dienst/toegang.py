"""Keeps out who may not: on every route stands what it needs, and an application with one where nothing stands is none.

Of which begeleider a dossier is, is read on the log, so that it is the same for every service and at every moment.
"""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from leerwinkel.dienst.aanmelden import Sessie
from leerwinkel.dienst.bevoegdheid import Bereik, Wat, bereik
from leerwinkel.dienst.gebruiker import Gebruiker, Rol
from leerwinkel.dienst.kader import Kader
from leerwinkel.dienst.uitvoeren import is_id
from leerwinkel.dossier.begeleider import begeleider_van
from leerwinkel.eventsourcing import StoredEvent, Unavailable
from leerwinkel.gebeurtenissen import Onleesbaar, lees
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.geldig import geldig
from leerwinkel.identiteit.sessie import ingelogd
from leerwinkel.runtime.web.routes import afhankelijkheden

ROL_LAAT_NIET_TOE: Final = "Je rol laat dit niet toe. Vraag het aan je coördinator."
_ZINNEN: Final = {Rol.PARTNER: "Je ziet hier alleen de doorverwijzingen van en naar je organisatie."}


class MagNiet(Exception):
    """The role does not allow it; the message is for the user (Dutch)."""

    def __init__(self, rol: Rol) -> None:
        super().__init__(_ZINNEN.get(rol, ROL_LAAT_NIET_TOE))
        self.rol = rol


class VanEenAnder(Exception):
    """The dossier is another begeleider's: one takes it over first. The message is for the user (Dutch)."""

    def __init__(self, dossier: str, wie: Gebruiker) -> None:
        wat = "Neem het eerst over." if bereik(wie.rollen, Wat.OVERNEMEN) else "Vraag het aan de begeleider."
        super().__init__(f"Dit dossier is van een begeleider. {wat}")
        self.dossier = dossier


@dataclass(frozen=True, slots=True)
class Vereist:
    """For a route: the session of who may do this, on the dossier in that part of its address where there is one.

    What another service just did to that dossier is waited for a moment: `verzoek.state.positie` is its last event.
    Raises NietAangemeld, MagNiet, VanEenAnder; and 404 for what can be no dossier.
    """

    wat: Wat
    deel: str | None = "dossier"

    async def __call__(self, verzoek: Request, sessie: Annotated[Sessie, Depends(ingelogd)]) -> Sessie:
        """As FastAPI asks a dependency."""
        dossier = verzoek.path_params.get(self.deel) if self.deel else None
        kader: Kader = verzoek.app.state.kader
        await keur(kader, sessie.gebruiker, self.wat, dossier)
        if dossier is not None:
            with contextlib.suppress(Unavailable):  # then what is here is shown
                verzoek.state.positie = await _positie(kader, dossier)
                await kader.leesmodel.reached(verzoek.state.positie)
        return sessie


async def keur(kader: Kader, wie: Gebruiker, wat: Wat, dossier: str | None) -> None:
    """Raises MagNiet, VanEenAnder where they may not do it (on that dossier), and HTTPException 404."""
    hoever = bereik(wie.rollen, wat)
    if hoever is None:
        raise MagNiet(wie.rol)
    if dossier is None or hoever in (Bereik.ALLE, Bereik.PARTNER):
        return
    if not hoever.omvat(await begeleider(kader, dossier), wie.medewerker):
        raise VanEenAnder(dossier, wie)


async def wat_mag(kader: Kader, wie: Gebruiker, dossier: str) -> frozenset[Wat]:
    """What they may do on that dossier. Raises Unavailable, and HTTPException 404."""
    van = await begeleider(kader, dossier)
    hoever = {wat: bereik(wie.rollen, wat) for wat in Wat}
    return frozenset(wat for wat, tot in hoever.items() if tot is not None and tot.omvat(van, wie.medewerker))


async def begeleider(kader: Kader, dossier: str) -> str | None:
    """Whose it is, by what counts on the log now. Raises Unavailable, and HTTPException 404."""
    gelezen = await _gelezen(kader, dossier)
    return begeleider_van(event.data for event in geldig(_leesbaar(event.payload for event in gelezen)))


async def _positie(kader: Kader, dossier: str) -> int:
    gelezen = await _gelezen(kader, dossier)
    return gelezen[-1].position if gelezen else 0


async def _gelezen(kader: Kader, dossier: str) -> list[StoredEvent]:
    if not is_id(dossier):
        raise HTTPException(404)
    return await kader.uitvoerder.log.read(f"leerwinkel.{kader.regio}.*.{dossier}.>")


def _leesbaar(ruw: Iterable[bytes]) -> Iterable[AnyGebeurtenis]:
    for een in ruw:
        try:
            yield lees(een)
        except Onleesbaar:
            continue


def vereisten(route: APIRoute) -> set[Wat]:
    """What that route needs."""
    return {vraag.wat for vraag in afhankelijkheden(route) if isinstance(vraag, Vereist)}
