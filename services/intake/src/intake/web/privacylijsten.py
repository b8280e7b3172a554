"""The lists of Privacy: of whom the term of keeping is over, and who looked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, case, select

from intake.handelingen.bewaartermijn import verstreken
from intake.handelingen.inzagebestand import alle_dossiers, bladnaam
from intake.handelingen.persoonsbeeld import Persoonsbeeld
from intake.web.blad import nu
from leerwinkel.dienst import Kader
from leerwinkel.dienst.bladzijde import Bladzijde, blader
from leerwinkel.dienst.collegas import naam_van_medewerker
from leerwinkel.dienst.inzage import blikken
from leerwinkel.dienst.lijst import Filter, Kolom, Lijst, Rij, aantal, jaarfilter, moment

_AANTALLEN: Final = [("", "Alle"), ("een", "Eén dossier"), ("meer", "Meer dan één dossier")]


def bewaarlijst(grens: datetime) -> Lijst:
    """Who may be erased as nothing happened since that moment, the oldest first. Who it is does not matter here."""
    vraag = verstreken(grens)
    v = vraag.selected_columns
    return Lijst(
        naam="verstreken",
        titel="Voorstel om te wissen",
        uitleg="Cliënten van wie alles afgesloten is, en van wie niets meer gebeurde binnen de bewaartermijn.",
        pad="/privacy",
        vraag=vraag,
        kolommen=[
            Kolom("dossier", "Dossier", lambda rij: rij["dossier"], breedte=38),
            moment("Laatst gebeurd", v.laatste),
            aantal("Dossiers", v.dossiers),
            Kolom("doe", "Wat doe je?"),
        ],
        sleutel=[v.laatste, v.dossier],
        volgorde="laatste",
        filters=[
            jaarfilter(v.laatste, grens),
            Filter("aantal", "Dossiers", lambda hoe: v.dossiers == 1 if hoe == "een" else v.dossiers > 1, _AANTALLEN),
        ],
    )


def inzagelijst(kader: Kader, beeld: Persoonsbeeld) -> Lijst:
    """Who looked at the dossiers of this person, or at who they are, the latest first. Blocking."""
    over = alle_dossiers(beeld), beeld.clients
    gezien, bekend = blikken(*over).subquery(), kader.inzage.wie_en_waar(*over)
    wie = sorted({medewerker for medewerker, *_ in bekend}, key=naam_van_medewerker)
    waar = sorted({(service, blad) for _, service, blad in bekend}, key=lambda plek: bladnaam(*plek))
    plaats = _in_orde(gezien.c.service + " " + gezien.c.blad, [" ".join(plek) for plek in waar])
    return Lijst(
        naam="wie-keek",
        titel="Wie keek",
        uitleg="Wie van de leerwinkel naar dossiers van deze cliënt keek, en wanneer. Zonder naam van de cliënt.",
        pad=f"/dossiers/{beeld.dossier}/privacy",
        bestand=f"/dossiers/{beeld.dossier}/wie-keek",
        vraag=select(gezien),
        kolommen=[
            moment("Wanneer", gezien.c.moment),
            Kolom("wie", "Wie", lambda rij: naam_van_medewerker(rij["medewerker"]), _in_orde(gezien.c.medewerker, wie)),
            Kolom("waar", "Waar", _waar, plaats, breedte=34),
            Kolom("dossier", "Dossier", lambda rij: rij["dossier"] or "", op_blad=False, breedte=38),
        ],
        sleutel=[gezien.c.moment.desc(), gezien.c.nr.desc()],
        volgorde="-moment",
        filters=[
            Filter("wie", "Wie", lambda een: gezien.c.medewerker == een, _opties(wie)),
            jaarfilter(gezien.c.moment, nu()),
        ],
    )


def blader_inzage(kader: Kader, beeld: Persoonsbeeld, gevraagd: Mapping[str, str]) -> Bladzijde:
    """The page of who looked that was asked for. Blocking."""
    lijst = inzagelijst(kader, beeld)
    with kader.inzage.lezer() as verbinding:
        return blader(verbinding, lijst, gevraagd)


def _in_orde(kolom: ColumnElement[str], waarden: Sequence[str]) -> ColumnElement[Any]:
    """As these stand; who has none of them is in no order."""
    return case({waarde: nummer for nummer, waarde in enumerate(waarden)}, value=kolom) if waarden else kolom


def _opties(wie: Sequence[str]) -> list[tuple[str, str]]:
    return [("", "Iedereen"), *((een, naam_van_medewerker(een)) for een in wie)]


def _waar(rij: Rij) -> str:
    return bladnaam(rij["service"], rij["blad"])
