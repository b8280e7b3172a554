"""Targets and improvement actions as files to take along, with a sheet that says what they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from leerwinkel.runtime.web.opmaak import BRUSSEL, datum, tijdstip
from leerwinkel.runtime.web.rekenblad import Cel, Vorm, als_csv, als_xlsx
from vol_reporting.benamingen import regionaam
from vol_reporting.kwaliteit.doelregels import Doelregel
from vol_reporting.kwaliteit.kijk import Kijk
from vol_reporting.web.actieblad import maak_actieblad

_DOELEN: Final = (
    ("Gebied", 18), ("Jaar", 8), ("Code", 8), ("Cijfer", 34), ("Strategisch doel", 30), ("Doel", 18),
    ("Streefwaarde", 12), ("Rood voorbij", 12), ("Gemeten", 12), ("Onder", 10), ("Boven", 10), ("Teller", 10),
    ("Noemer", 10), ("Licht", 26), ("Uitleg", 40), ("Geldt sinds", 16), ("Keer herzien", 12), ("Afgesproken in", 40),
)  # fmt: skip
_ACTIES: Final = (
    ("Nummer", 28), ("Gebied", 18), ("Aanpak", 26), ("Van", 12), ("Tot", 12), ("Stand", 24), ("Cijfer", 30),
    ("Moet", 8), ("Voor", 12), ("Na", 12), ("Verschil", 12), ("95 % zeker tussen", 20), ("Verder dan toeval?", 34),
)  # fmt: skip


def doelbestand(kijk: Kijk, vorm: Vorm) -> bytes:
    """The targets of the year with their figures, not rounded."""
    rijen = [_doel(regel) for regel in kijk.regels()]
    return _bestand(kijk, vorm, ("Doelen", f"Doelen van {kijk.jaar}, met hun licht"), _DOELEN, rijen)


def _doel(r: Doelregel) -> list[Cel]:
    gesteld, cijfer, gemeten = r.beoordeeld.doel.gesteld, r.cijfer, r.beoordeeld.gemeten
    ruimte = gemeten.ruimte if gemeten else None
    return [
        regionaam(r.gebied),
        int(r.jaar),
        r.code,
        r.naam,
        r.strategisch,
        r.doel,
        gesteld.streefwaarde,
        gesteld.grens,
        cijfer.waarde if cijfer else None,
        ruimte.onder if ruimte else None,
        ruimte.boven if ruimte else None,
        cijfer.teller if cijfer else None,
        cijfer.noemer if cijfer else None,
        r.woord.tekst,
        r.uitleg,
        r.sinds,
        r.herzien,
        r.bron,
    ]


def actiebestand(kijk: Kijk, vorm: Vorm) -> bytes:
    """The improvement actions: a row for each figure, with what became of it."""
    rijen: list[list[Cel]] = []
    for actie in kijk.acties.values():
        blad = maak_actieblad(kijk, actie, {})
        kop: list[Cel] = [actie.nummer, blad.regel.waar, blad.regel.aanpak, blad.regel.aanvang, blad.regel.einde]
        for e in blad.effecten:
            voor, na = e.voor.waarde if e.voor else None, e.na.waarde if e.na else None
            gemeten: list[Cel] = [e.naam, e.richting, voor, na, e.verschil, e.tussen, e.woord.tekst]
            rijen.append([*kop, blad.regel.woord.tekst, *gemeten])
    return _bestand(kijk, vorm, ("Acties", "Verbeteracties, met het cijfer voor en na"), _ACTIES, rijen)


def _bestand(
    kijk: Kijk, vorm: Vorm, wat: tuple[str, str], koppen: Sequence[tuple[str, int]], rijen: list[list[Cel]]
) -> bytes:
    if vorm == "csv":
        return als_csv([kop for kop, _ in koppen], rijen)
    over = [
        ("Lijst", wat[1]),
        ("Stand", kijk.terug.get("stand") or "alles wat de VOL ontving"),
        ("Bekeken vanaf", datum(kijk.meter.peil)),
        (
            "Let op",
            "Een licht is alleen oranje of rood verder dan toeval doet. Een verschil zegt niet waardoor het komt.",
        ),
        ("Gemaakt op", tijdstip(datetime.now(BRUSSEL))),
    ]
    return als_xlsx(wat[0], koppen, rijen, over)
