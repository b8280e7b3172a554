"""The addresses of the pages: every number leads to its figure, to the records behind it, and to their events."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from vol_reporting.cijfers import Cijfer
from vol_reporting.vraag import VLAANDEREN

OVERZICHT = "/overzicht"
_TERUGKIJKEN = ("stand", "bekend_op")


def indicator(code: str, waarden: Mapping[str, str], **anders: str) -> str:
    """The page of a figure, for the question that was filled in."""
    return f"/indicatoren/{code}{_vraag({**waarden, **anders})}"


def records(cijfer: Cijfer, waarden: Mapping[str, str], vorm: str = "") -> str:
    """The records behind a number; with `vorm` (.csv, .xlsx) as a file."""
    splits, dimensie, waarde = waarden.get("splits", ""), cijfer.dimensie or "", cijfer.waarde_dimensie or ""
    gekozen = {
        "regio": cijfer.regio,
        "periode": "" if cijfer.periode == "alles" else cijfer.periode,
        "dimensie": dimensie,
        "waarde": waarde,
        "splits": splits if splits and dimensie.split("|")[-1] == splits else "",
        "versie": waarden.get("versie", ""),
        **_terug(waarden),
    }
    return records_van(cijfer.code, gekozen, vorm)


def records_van(code: str, velden: Mapping[str, str], vorm: str = "") -> str:
    """The records that these fields of the address ask for."""
    return f"/indicatoren/{code}/records{vorm}{_vraag(velden)}"


def gebeurtenissen(regio: str, entiteit: str, waarden: Mapping[str, str]) -> str:
    """The events of a record, as known when the number was."""
    return f"/records/{quote(regio, safe='')}/{quote(entiteit, safe='')}{_vraag(_terug(waarden))}"


def met(pad: str, velden: Mapping[str, str]) -> str:
    """A page, with what of these fields is filled."""
    return f"{pad}{_vraag(velden)}"


def _terug(waarden: Mapping[str, str]) -> dict[str, str]:
    return {naam: waarden.get(naam, "") for naam in _TERUGKIJKEN}


def _vraag(velden: Mapping[str, str]) -> str:
    gevuld = {naam: waarde for naam, waarde in velden.items() if waarde and (naam, waarde) != ("regio", VLAANDEREN)}
    return f"?{urlencode(gevuld)}" if gevuld else ""
