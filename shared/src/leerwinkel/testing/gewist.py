"""A dossier with facts that can be recognised, whose cliënt is erased; and every page, list and file of a service."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from leerwinkel.dienst.proces import Dienst
from leerwinkel.gebeurtenissen import Gegevens
from leerwinkel.gebeurtenissen.intake import AanmeldingGeregistreerd, PersoonsgegevensVernietigd, Toeleiding
from leerwinkel.gebeurtenissen.partners import DoorverwijzingGemaakt
from leerwinkel.gebeurtenissen.profiel import Profiel
from leerwinkel.gebeurtenissen.trajecten import KeuzeGemaakt, SessieGehouden, SessieGepland
from leerwinkel.kluis.vernieuwing import wis as wis_sleutel
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.web.routes import adressen
from leerwinkel.testing.dienst import Proefdienst
from leerwinkel.testing.voorbeelden import gebeurtenis

DOSSIER: Final = "d-gewist"
_TOEN: Final = datetime(2019, 2, 3, 12, 37, tzinfo=UTC)
_STRAKS: Final = datetime(2031, 11, 27, 8, 43, tzinfo=UTC)
_PROFIEL: Final = Profiel(geboortejaar=1907, gemeente="73028", thuistaal="yo", geslacht="x")
_FEITEN: Final[tuple[Gegevens, ...]] = (
    AanmeldingGeregistreerd(
        client="c-gewist",
        kanaal="telefoon",
        toeleiding=Toeleiding(wijze="doorverwijzer", partnersoort="ocmw", partner="p-merk"),
        vraagsoort="leervraag",
        themas=("nt2",),
        profiel=_PROFIEL,
    ),
    SessieGehouden(sessie="s1", soort="intake", vorm="fysiek", duur_minuten=437, begeleider="begeleider-1"),
    SessieGepland(sessie="s2", soort="begeleiding", vorm="fysiek", moment=_STRAKS, begeleider="begeleider-1"),
    KeuzeGemaakt(aanbieder_soort="cvo", niveau=3, overwogen_opties=5),
    DoorverwijzingGemaakt(doorverwijzing="r-merk", partner="p-merk", partnersoort="cvo", reden="opleiding", warm=False),
)
IN_LIJSTEN: Final = (DOSSIER, "1907", "437", "3 februari 2019", "3-2-2019", "03-02-2019", "2031", "r-merk")
"""What of it may be in no list and no file: not even that there is a row. The year 2019 may, on its own page."""
OP_EIGEN_BLAD: Final = (*IN_LIJSTEN[1:], "2019-02-03", "Herstappe", "73028", "Yoruba")
_DEEL: Final = re.compile(r"\{[^}]+\}")


async def leg_vast(proef: Proefdienst) -> None:
    """Let the dossier be there."""
    minuten = (timedelta(minutes=n) for n in range(len(_FEITEN)))
    await proef.gebeur(*(gebeurtenis(feit, DOSSIER, time=_TOEN + m) for feit, m in zip(_FEITEN, minuten, strict=True)))


async def wis(proef: Proefdienst) -> None:
    """Let its cliënt be erased, as intake does."""
    gewist = PersoonsgegevensVernietigd(client="c-gewist", grond="verzoek-client")
    await proef.gebeur(gebeurtenis(gewist, "c-gewist", source="urn:leerwinkel:gent:intake"))
    await in_draad(wis_sleutel, proef.kader.kluis, proef.kader.zoekindex, "c-gewist", nu=datetime.now(UTC))


async def gevonden(dienst: Dienst, proef: Proefdienst) -> set[tuple[str, str]]:
    """Where something of it is seen by who is signed in: the path, and what of it."""
    sporen: set[tuple[str, str]] = set()
    for pad in _paden(dienst, proef):
        tekst = (await proef.http.get(pad)).text
        gezocht = OP_EIGEN_BLAD if DOSSIER in pad else IN_LIJSTEN
        sporen |= {(pad, spoor) for spoor in gezocht if _staat_in(spoor, tekst)}
    return sporen


def _staat_in(spoor: str, tekst: str) -> bool:
    """By itself: the number of a form has all digits in it."""
    return re.search(rf"(?<![\w-]){re.escape(spoor)}(?!\w)", tekst) is not None


def _paden(dienst: Dienst, proef: Proefdienst) -> Iterator[str]:
    """Every page, list and file: those of this dossier, and those of none."""
    for route in adressen(dienst.create_app(proef.kader).routes):
        if "GET" in (route.methods or ()):
            pad = re.sub(r"/dossiers/\{[^}]+\}", f"/dossiers/{DOSSIER}", route.path).replace("{vorm}", "csv")
            yield _DEEL.sub("r-1", pad)
