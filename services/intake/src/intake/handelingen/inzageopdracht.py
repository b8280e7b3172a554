"""The access file on the command line: both files in a folder that only its owner can read; the look is kept too."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from intake.handelingen.inzagebestand import alle_dossiers, als_json, bestandsnaam, inzagebestand
from intake.handelingen.inzagepdf import als_pdf
from intake.handelingen.persoonsbeeld import vind_persoon
from leerwinkel.dienst import Dienst, Kader
from leerwinkel.dienst.inzage import Blik
from leerwinkel.dienst.proces import maak_kader
from leerwinkel.leesmodel import NotBuilt
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.runtime.zegbaar import Zegbaar

_WIE: Final = "opdrachtregel"


class GeenInzage(Zegbaar):
    """There is no file to give; the message is for the user (Dutch)."""


async def schrijf_inzage(instellingen: Instellingen, dienst: Dienst, dossier: str, naar: Path) -> list[Path]:
    """The files that were written. Raises GeenInzage, and OSError or nats.errors.Error where the node is away."""
    nc = await verbind(instellingen.ingang(instellingen.regio, Wie.INTAKE), "intake-inzage", geduldig=False)
    try:
        kader = await in_draad(maak_kader, instellingen, dienst, nc)
        try:
            return await in_draad(_schrijf, kader, dossier, naar)
        except NotBuilt:
            raise GeenInzage("De lijsten zijn nog niet opgebouwd. Start eerst de intake van je regio.") from None
        finally:
            await in_draad(kader.leesmodel.store.place.close)
            await in_draad(kader.inzage.close)
            await in_draad(kader.volpost.close)
    finally:
        await nc.close()


def _schrijf(kader: Kader, dossier: str, naar: Path) -> list[Path]:
    beeld = vind_persoon(kader, dossier)
    if beeld is None:
        raise GeenInzage(f"Dossier {dossier} is niet van {kader.regio}, of bestaat niet. Kijk het nummer na.")
    if beeld.gewist:
        raise GeenInzage("De persoonsgegevens van dit dossier zijn gewist: er is niets meer te geven.")
    nu = datetime.now(UTC)
    inhoud = inzagebestand(kader, beeld, nu)
    naar.mkdir(parents=True, exist_ok=True, mode=0o700)
    bestanden = [
        (naar / bestandsnaam(beeld, soort), maak(inhoud)) for soort, maak in (("pdf", als_pdf), ("json", als_json))
    ]
    for pad, bytes_ in bestanden:
        with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as bestand:
            bestand.write(bytes_)
    for een in alle_dossiers(beeld):
        kader.inzage.schrijf(Blik(nu, _WIE, kader.service, "opdracht-inzage", een, frozenset(beeld.clients)))
    return [pad for pad, _ in bestanden]
