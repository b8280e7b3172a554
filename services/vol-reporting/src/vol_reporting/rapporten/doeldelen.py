"""The chapter of targets: what was agreed for the period, what was measured, and what the light says."""

from collections.abc import Iterator

from vol_reporting.kwaliteit.doelregels import doelregel
from vol_reporting.kwaliteit.oordeel import Beoordeeld
from vol_reporting.rapporten.model import Cel, Deel, Hoofdstuk, Kolom, Tabel, rond
from vol_reporting.rapporten.stof import Stof
from vol_reporting.vraag import VLAANDEREN

_KOLOMMEN = (
    Kolom("cijfer", "Cijfer"),
    Kolom("nummer", "Nummer", getoond=False),
    Kolom("code", "Code", getoond=False),
    Kolom("doel", "Doel"),
    Kolom("streefwaarde", "Streefwaarde", "waarde", getoond=False),
    Kolom("grens", "Grens voor rood", "waarde", getoond=False),
    Kolom("waarde", "Waarde", "waarde"),
    Kolom("onder", "95 % zeker vanaf", "onder"),
    Kolom("boven", "95 % zeker tot", "boven"),
    Kolom("eenheid", "Eenheid", getoond=False),
    Kolom("licht", "Licht"),
    Kolom("uitleg", "Uitleg"),
    Kolom("bron", "Afgesproken in", getoond=False),
)
_UITLEG = "De lichten volgen de grenzen van toeval: een verschil dat toeval kan zijn, heet geen mislukking."


def doelen(stof: Stof, gebied: str) -> Iterator[Hoofdstuk]:
    """Nothing where no target was agreed for this area and this period."""
    hier = [doel for doel in stof.doelen if (doel.doel.gesteld.regio or VLAANDEREN) == gebied]
    if hier:
        tabel = Tabel("doelstellingen", "De doelen van de periode", _KOLOMMEN, tuple(map(_rij, hier)))
        yield Hoofdstuk("doelen", "Doelen", (_UITLEG,), (Deel(tabel),))


def _rij(doel: Beoordeeld) -> tuple[Cel, ...]:
    regel, gesteld, cijfer = doelregel(doel), doel.doel.gesteld, doel.cijfer
    ruimte = doel.gemeten.ruimte if doel.gemeten else None
    return (
        regel.naam,
        regel.nummer,
        regel.code,
        regel.doel,
        rond(gesteld.streefwaarde),
        rond(gesteld.grens),
        rond(cijfer.waarde if cijfer else None),
        rond(ruimte.onder if ruimte else None),
        rond(ruimte.boven if ruimte else None),
        cijfer.eenheid if cijfer else "",
        regel.woord.tekst,
        regel.uitleg or None,
        regel.bron or None,
    )
