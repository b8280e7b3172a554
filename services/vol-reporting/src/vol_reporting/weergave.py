"""Figures and comparisons as tables on a terminal."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from vol_reporting.goal import Vergelijking
from vol_reporting.indicatoren import definities


def cijfertabel(cijfers: Sequence[dict[str, Any]]) -> Table:
    """Rows: figure, period and dimension; columns: the areas."""
    gebieden = list(dict.fromkeys(c["regio"] for c in cijfers))
    perioden = list(dict.fromkeys(c["periode"] for c in cijfers))
    tabel = Table(title=f"Cijfers, periode {', '.join(perioden)}", title_justify="left")
    tabel.add_column("code", no_wrap=True)
    tabel.add_column("cijfer", overflow="fold")
    for gebied in gebieden:
        tabel.add_column(gebied, justify="right", overflow="fold")
    namen = definities()
    vorige = None
    for sleutel in dict.fromkeys(map(_rij, cijfers)):
        code, _, dimensie, waarde = sleutel
        per_gebied = {c["regio"]: c for c in cijfers if _rij(c) == sleutel}
        if vorige not in (None, code):
            tabel.add_section()
        naam = namen[code].naam if dimensie is None else f"  {dimensie}: {waarde}"
        tabel.add_row("" if code == vorige else code, naam, *(_waarde(per_gebied.get(g)) for g in gebieden))
        vorige = code
    return tabel


def _rij(cijfer: dict[str, Any]) -> tuple[str, str, str | None, str | None]:
    return cijfer["code"], cijfer["periode"], cijfer["dimensie"], cijfer["waarde_dimensie"]


def _waarde(cijfer: dict[str, Any] | None) -> str:
    if cijfer is None or (cijfer["waarde"] is None and not cijfer["noemer"]):
        return "–"
    if cijfer["noemer"] is None:
        return f"{cijfer['teller']:,}".replace(",", ".")
    eenheid = " %" if cijfer["eenheid"] == "%" else ""
    return f"{cijfer['waarde']:.1f}".replace(".", ",") + eenheid


def vergelijkingstabel(vergelijkingen: Sequence[Vergelijking]) -> Table:
    """Published beside computed."""
    tabel = Table(title="Gepubliceerd naast berekend", title_justify="left")
    for kop in ("nr", "figuur", "gepubliceerd", "berekend", "teller", "noemer", ""):
        tabel.add_column(kop, justify="left" if kop == "figuur" else "right")
    for v in vergelijkingen:
        getallen = (str(waarde) if waarde is not None else "–" for waarde in (v.berekend, v.teller, v.noemer))
        tabel.add_row(str(v.nr), v.figuur, v.gepubliceerd, *getallen, "klopt" if v.klopt else "[red]verschilt[/red]")
    return tabel
