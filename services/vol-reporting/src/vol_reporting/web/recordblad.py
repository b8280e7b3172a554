"""The page of the records behind a number."""

from collections.abc import Mapping
from dataclasses import dataclass

from leerwinkel.runtime.web.opmaak import getal
from vol_reporting.benamingen import dimensienaam, met_hoofdletter, regionaam, waardenaam
from vol_reporting.cijfers import Cijfer
from vol_reporting.gastheer import Cijferbron
from vol_reporting.herleiding import Bladzijde, Getal, Record, records
from vol_reporting.indicatoren import Definitie
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.vraagstelling import OnjuisteVraag, stel_vraag
from vol_reporting.web import adressen
from vol_reporting.web.celtekst import als_tekst

SOORTEN = {
    "dossier": ("dossier", "dossiers"),
    "persoon": ("persoon", "personen"),
    "contact": ("contact", "contacten"),
    "doorverwijzing": ("doorverwijzing", "doorverwijzingen"),
    "signaal": ("signaal", "signalen"),
    "tevredenheid": ("antwoord of bevraging", "antwoorden en bevragingen"),
    "afsluiting": ("afsluiting", "afsluitingen"),
    "partner": ("partner", "partners"),
    "zitdag": ("zitdag", "zitdagen"),
    "infosessie": ("infosessie", "infosessies"),
    "tweedelijnsvraag": ("tweedelijnsvraag", "tweedelijnsvragen"),
}
"""Record → what one is called, and several."""

VELDEN = ("regio", "periode", "splits", "stand", "bekend_op", "versie", "dimensie", "waarde")
_LANG = {
    "aangemeld_dag": "Aangemeld",
    "dag": "Dag",
    "duur_minuten": "Minuten",
    "gemeente_nu": "Gemeente",
    "ingeschreven_op": "Ingeschreven",
    "keuze_op": "Keuze",
    "sessiesoort": "Soort gesprek",
    "traject_gestart": "Traject",
}


@dataclass(frozen=True, slots=True)
class Recordblad:
    """`wat` says of which number these are the records; the rows are texts, with what each opens."""

    definitie: Definitie
    wat: str
    bladzijde: Bladzijde
    koppen: tuple[str, ...]
    rijen: tuple["Rij", ...]
    waarden: Mapping[str, str]

    @property
    def soort(self) -> str:
        """What the records are called."""
        een, veel = SOORTEN.get(self.bladzijde.soort, ("record", "records"))
        return een if self.bladzijde.totaal == 1 else veel

    def adres(self, nummer: int, vorm: str = "") -> str:
        """Another page of the same, or all of it as a file."""
        velden = dict(self.waarden) | ({} if vorm or nummer == 1 else {"bladzijde": str(nummer)})
        return adressen.records_van(self.definitie.code, velden, vorm)


@dataclass(frozen=True, slots=True)
class Rij:
    """A record as it is shown; `opent` gives what can be read on behind it, by its code."""

    regio: str
    opent: tuple[tuple[str, str], ...]
    cellen: tuple[str, ...]
    teller: str
    noemer: str
    gewist: bool


def maak_recordblad(
    opslag: Cijferbron, definitie: Definitie, waarden: Mapping[str, str], nummer: int | None
) -> Recordblad:
    """The records that the address asks for; None: all of them. Raises OnjuisteVraag."""
    getal_ = lees_getal(opslag, definitie, waarden)
    try:
        bladzijde = records(opslag.lezer(), getal_, nummer)
    except (ValueError, KeyError) as fout:
        raise OnjuisteVraag({"code": str(fout)}) from fout
    velden = next((list(record.velden) for record in bladzijde.records if not record.gewist), [])
    return Recordblad(
        getal_.definitie,
        in_woorden(getal_),
        bladzijde,
        tuple(_LANG.get(veld) or met_hoofdletter(dimensienaam(veld)) for veld in velden),
        tuple(_rij(record, velden, waarden) for record in bladzijde.records),
        waarden,
    )


def lees_getal(opslag: Cijferbron, definitie: Definitie, waarden: Mapping[str, str]) -> Getal:
    """The number that an address means. Raises OnjuisteVraag."""
    vraag = stel_vraag(
        opslag.lezer(),
        periode=waarden["periode"],
        stand=waarden["stand"],
        bekend_op=waarden["bekend_op"],
        regio=waarden["regio"] or VLAANDEREN,
        splits=waarden["splits"],
        versie=waarden["versie"],
        codes=[definitie.code],
    )
    [periode] = vraag.perioden()
    dimensie, waarde = waarden["dimensie"] or None, waarden["waarde"] or None
    eigen = (dimensie or "").removesuffix(vraag.splits or "").removesuffix("|") if vraag.splits else dimensie
    if eigen and eigen not in definitie.dimensies:
        raise OnjuisteVraag({"dimensie": f"De verdeling ‘{eigen}’ bestaat niet bij {definitie.code}."})
    cijfer = Cijfer(definitie.code, 1, vraag.regio or VLAANDEREN, periode.label, dimensie, waarde, 0, 0, None, "")
    return Getal.van(vraag, cijfer)


def in_woorden(getal_: Getal) -> str:
    """Where, when and of which group."""
    [periode] = getal_.vraag.perioden()
    delen = [
        regionaam(getal_.vraag.regio or VLAANDEREN),
        "alle periodes" if periode.van is None and periode.tot is None else f"periode {periode.label}",
    ]
    if getal_.dimensie is not None and getal_.waarde is not None:
        delen.append(f"{dimensienaam(getal_.dimensie)}: {waardenaam(getal_.dimensie, getal_.waarde)}")
    if getal_.vraag.splits is not None and getal_.groep is not None:
        delen.append(f"{dimensienaam(getal_.vraag.splits)}: {waardenaam(getal_.vraag.splits, getal_.groep)}")
    return ", ".join(delen)


def _rij(record: Record, velden: list[str], waarden: Mapping[str, str]) -> Rij:
    opent = tuple(
        (entiteit, adressen.gebeurtenissen(regio, entiteit, waarden)) for regio, entiteit in record.entiteiten
    )
    cellen = tuple(als_tekst(veld, record.velden.get(veld)) for veld in velden)
    if record.gewist:
        jaar, trap = record.velden.get("jaar"), record.velden.get("trap")
        over = [str(jaar) if jaar else "", waardenaam("trap", trap) if trap else ""]
        cellen = (f"Gewist ({', '.join(filter(None, over))})" if any(over) else "Gewist",)
    return Rij(regionaam(record.regio), opent, cellen, getal(record.teller), getal(record.noemer), gewist=record.gewist)
