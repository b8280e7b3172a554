"""Every address of a service tried in every role, beside the table of who may do what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

import httpx

from leerwinkel.dienst.aanmelden import aanmelding_van
from leerwinkel.dienst.bevoegdheid import Wat, bereik
from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Gebruiker
from leerwinkel.dienst.proces import Dienst
from leerwinkel.dienst.toegang import vereisten
from leerwinkel.gebeurtenissen.trajecten import SessieGehouden
from leerwinkel.identiteit.persoon import Toekenning
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.runtime.web.routes import adressen
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.voorbeelden import gebeurtenis
from leerwinkel.testing.vreemden import Pasgever, binnengelaten

BEGELEIDERS: Final = {"d-eigen": "begeleider-1", "d-ander": "begeleider-2", "d-vrij": None}
"""The dossiers that are tried, and whose each is."""
ELDERS: Final = Toekenning("coordinator", "limburg")
_DEEL: Final = re.compile(r"\{[^}]+\}")
_TITELS: Final = ("<h1>Mag niet</h1>", "<h1>Van een andere begeleider</h1>")
_GEHEIM: Final = b"g" * 32
_MET_PAS: Final = ("coordinator-1", "systeem-1", "vol-beheerder-1")
_CODES: Final = ("mag-niet", "dossier-van-een-ander")


@dataclass(frozen=True, slots=True)
class Poging:
    """One address, and what it needs; about one of the dossiers, or about none."""

    methode: str
    pad: str
    wat: Wat
    dossier: str | None

    def mag(self, wie: Gebruiker) -> bool:
        """By the table."""
        hoever = bereik(wie.rollen, self.wat)
        if hoever is None or self.dossier is None:
            return hoever is not None
        return hoever.omvat(BEGELEIDERS[self.dossier], wie.medewerker)


async def verschillen(dienst: Dienst, proef: Proefdienst) -> list[str]:
    """Where the service does otherwise than the table says: all that it refuses, and of what may be one of each.

    Everybody has the highest role in another region too, which must count for nothing here. Nothing is changed by it.
    """
    anders = await van_vreemden(dienst, proef)
    gelukt = set[tuple[str, str]]()
    for dossier, begeleider in BEGELEIDERS.items():
        gesprek = SessieGehouden(
            sessie="s1", soort="intake", vorm="fysiek", duur_minuten=60, begeleider=begeleider or "x"
        )
        await proef.gebeur(gebeurtenis(gesprek if begeleider else gesprek.model_copy(update=_NAZORG), dossier))
    for wie in {wie.rol: wie for wie in reversed(PROEFGEBRUIKERS)}.values():
        await proef.meld_aan(wie.medewerker, ELDERS)
        for poging in pogingen(dienst, proef):
            mag = poging.mag(wie)
            if mag and (poging.methode, poging.pad) in gelukt:
                continue
            if geweigerd(await proef.http.request(poging.methode, poging.pad)) is mag:
                anders.append(f"{wie.naam} ({wie.rol}): {poging}")
            gelukt |= {(poging.methode, poging.pad)} if mag else set()
    return anders


async def van_vreemden(dienst: Dienst, proef: Proefdienst) -> list[str]:
    """What answers to nobody, or to who may everything in Limburg or at the VOL, otherwise than by asking who it is.

    They come with a session of there, as if both regions had one secret, or with a pass of the same provider.
    """
    elders = {een.medewerker: replace(een, medewerker=f"{een.medewerker}-elders") for een in proefgebruikers("limburg")}
    pasgever, gent = Pasgever([*elders.values(), *proefgebruikers("gent")]), aanmelding_van("gent", _GEHEIM)
    app = dienst.create_app(replace(proef.kader, aanmelding=gent, wijze=pasgever.wijze))
    sessie = aanmelding_van("limburg", _GEHEIM).verzegelde(elders["coordinator-1"])
    adressen = {
        (poging.methode, poging.pad) for poging in pogingen(dienst, proef) if poging.dossier in (None, "d-vrij")
    }
    api = {(methode, pad) for methode, pad in adressen if pad.startswith("/api/")}
    if not await binnengelaten(app, [("GET", "/api/dossiers/d-vrij")], {"": await pasgever.pas("coordinator-1")}):
        return ["no pass opens anything here, so that of a stranger says nothing"]
    passen = {wie: await pasgever.pas(f"{wie}-elders") for wie in _MET_PAS}
    vreemden = {"niemand": {}, "sessie": {"Cookie": f"{gent.koekje}={sessie}"}}
    return [*await binnengelaten(app, sorted(adressen), vreemden), *await binnengelaten(app, sorted(api), passen)]


_NAZORG: Final = {"soort": "nazorg"}
"""A talk by which nobody becomes the begeleider."""


def pogingen(dienst: Dienst, proef: Proefdienst) -> Iterator[Poging]:
    """Of every route one, and where it is about a dossier one for each of those."""
    for route in adressen(dienst.create_app(proef.kader).routes):
        if not vereisten(route):
            continue
        [wat] = vereisten(route)
        [methode] = sorted(route.methods or ())
        eigen = re.search(r"/dossiers/(\{[^}]+\})", route.path)
        for dossier in BEGELEIDERS if eigen else (None,):
            pad = route.path.replace(eigen[1], dossier) if eigen and dossier else route.path
            yield Poging(methode, _DEEL.sub("x1", pad), wat, dossier)


def geweigerd(antwoord: httpx.Response) -> bool:
    """Whether it was refused for who asked, and not for what was asked."""
    if antwoord.status_code == HTTPStatus.SEE_OTHER:
        naar = antwoord.headers["location"]
        return "/dossiers/" in naar or naar.endswith("/mijn/doorverwijzingen")
    return any(teken in antwoord.text for teken in (*_TITELS, *(f'"code":"{code}"' for code in _CODES)))
