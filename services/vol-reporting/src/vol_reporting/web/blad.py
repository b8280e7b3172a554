"""The figures page as a whole: the chosen area by group, and all areas side by side, for one question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leerwinkel.runtime.web.opmaak import tijdstip
from vol_reporting.benamingen import dimensienaam, regionaam
from vol_reporting.cijfers import Cijfer, Vraag
from vol_reporting.gastheer import Cijferbron
from vol_reporting.indicatoren import definities
from vol_reporting.momenten import moment
from vol_reporting.vraag import VLAANDEREN
from vol_reporting.vraagstelling import ALLES, stel_vraag
from vol_reporting.web.cijferblad import Groep, Vergelijking, groepen, naast_elkaar


@dataclass(frozen=True, slots=True)
class Blad:
    """`titel` says where and when, `toelichting` as known when. `gebieden` are the columns of `vergelijkingen`."""

    titel: str
    periode: str
    toelichting: str
    groepen: list[Groep]
    gebieden: list[tuple[str, str]]
    vergelijkingen: list[Vergelijking]
    leeg: bool


def maak_blad(opslag: Cijferbron, waarden: Mapping[str, str], alleen: frozenset[str] | None = None) -> Blad:
    """Answers what the form asks; without a region, of Flanders. `alleen`: only of the region that it asks.

    Raises OnjuisteVraag.
    """
    vraag = stel_vraag(opslag.lezer(), **waarden)
    gebied = vraag.regio or VLAANDEREN
    overal = opslag.cijfers(replace(vraag, regio=None if alleen is None else gebied, splits=None))
    hier = [cijfer for cijfer in overal if cijfer.regio == gebied]
    if vraag.splits:
        hier += _gesplitst(opslag, replace(vraag, regio=gebied), vraag.splits)
    return Blad(
        titel=f"{regionaam(gebied)}, {_periode(vraag)}",
        periode=_periode(vraag),
        toelichting=toelichting(waarden, vraag.splits),
        groepen=groepen(hier),
        gebieden=[(code, regionaam(code)) for code in Vraag().gebieden()],
        vergelijkingen=naast_elkaar(overal) if alleen is None else [],
        leeg=not any(cijfer.teller for cijfer in hier),
    )


def _gesplitst(opslag: Cijferbron, vraag: Vraag, splits: str) -> list[Cijfer]:
    """The rows of the split alone; a figure that has the dimension by itself is not split by it once more."""
    eigen = {code for code, definitie in definities().items() if splits in definitie.dimensies}
    cijfers = opslag.cijfers(vraag)
    return [c for c in cijfers if c.code not in eigen and c.dimensie and c.dimensie.split("|")[-1] == splits]


def _periode(vraag: Vraag) -> str:
    (periode,) = vraag.perioden()
    return "alle periodes" if periode.label == ALLES else f"periode {periode.label}"


def toelichting(waarden: Mapping[str, str], splits: str | None) -> str:
    """As known when, and split by what."""
    delen = [
        f"Wat de VOL ontvangen had op {_moment(waarden['stand'])}." if waarden["stand"].strip() else "",
        f"Wat geregistreerd was op {_moment(waarden['bekend_op'])}." if waarden["bekend_op"].strip() else "",
        f"Uitgesplitst per {dimensienaam(splits)}." if splits else "",
    ]
    return " ".join(filter(None, delen)) or "Alles wat de VOL tot nu ontvangen heeft."


def _moment(tekst: str) -> str:
    return tijdstip(moment(tekst))
