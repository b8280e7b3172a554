"""Figures and comparisons as tables on a terminal."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.table import Table

from vol_reporting.benamingen import dimensienaam, regionaam, waardenaam
from vol_reporting.goal import Vergelijking
from vol_reporting.indicatoren import definities

_NAAM_BREED = 36
_GEBIED_BREED = 12

Rij = tuple[str, str, str | None, str | None]


def cijfertabellen(cijfers: Sequence[dict[str, Any]], *, breed: int) -> Iterator[Table | str]:
    """Rows: figure and dimension; columns: the areas, over as many tables as the width (in characters) asks.

    A table per period. Areas in which nothing was counted are named in a line of their own instead; what must be said
    about a figure comes last.
    """
    gebieden = list(dict.fromkeys(c["regio"] for c in cijfers))
    leeg = [g for g in gebieden if not any(c["teller"] for c in cijfers if c["regio"] == g)]
    gevuld = [g for g in gebieden if g not in leeg] or gebieden
    naast_elkaar = max(1, (breed - _NAAM_BREED - 10) // (_GEBIED_BREED + 3))
    for periode in dict.fromkeys(c["periode"] for c in cijfers):
        deze = [c for c in cijfers if c["periode"] == periode]
        for begin in range(0, len(gevuld), naast_elkaar):
            yield _cijfertabel(deze, gevuld[begin : begin + naast_elkaar], periode)
    if leeg and gevuld != gebieden:
        yield f"Zonder gegevens: {', '.join(map(regionaam, leeg))}."
    if apart := list(dict.fromkeys(regionaam(c["regio"]) for c in cijfers if c["aangehouden"])):
        yield f"Een deel is aangehouden en zit niet in de cijfers van {', '.join(apart)}. Zie `vol status`."
    yield from dict.fromkeys(f"{c['code']}: {c['opmerking']}" for c in cijfers if c["opmerking"])


def _cijfertabel(cijfers: Sequence[dict[str, Any]], gebieden: Sequence[str], periode: str) -> Table:
    tabel = Table(title=f"Cijfers, periode {periode}", title_justify="left")
    tabel.add_column("code", no_wrap=True)
    tabel.add_column("cijfer", min_width=30)
    for gebied in gebieden:
        tabel.add_column(regionaam(gebied), justify="right", no_wrap=True)
    per_rij: dict[Rij, dict[str, dict[str, Any]]] = {}
    for cijfer in cijfers:
        per_rij.setdefault(_rij(cijfer), {})[cijfer["regio"]] = cijfer
    vorige = None
    for (code, _, dimensie, waarde), per_gebied in per_rij.items():
        if vorige not in (None, code):
            tabel.add_section()
        waarden = [_waarde(per_gebied.get(gebied)) for gebied in gebieden]
        tabel.add_row("" if code == vorige else code, _naam(code, dimensie, waarde), *waarden)
        vorige = code
    return tabel


def _rij(cijfer: dict[str, Any]) -> Rij:
    return cijfer["code"], cijfer["periode"], cijfer["dimensie"], cijfer["waarde_dimensie"]


def _naam(code: str, dimensie: str | None, waarde: str | None) -> str:
    if dimensie is None or waarde is None:
        return definities()[code].naam
    return f"  {dimensienaam(dimensie)}: {waardenaam(dimensie, waarde)}"


def _waarde(cijfer: dict[str, Any] | None) -> str:
    if cijfer is None or cijfer["waarde"] is None:
        return "–"
    if cijfer["noemer"] is None:
        return f"{cijfer['teller']:,}".replace(",", ".")
    eenheid = " %" if cijfer["eenheid"] == "%" else ""
    return f"{cijfer['waarde']:.1f}".replace(".", ",") + eenheid


def vergelijkingstabel(vergelijkingen: Sequence[Vergelijking]) -> Table:
    """Published beside computed."""
    tabel = Table(title="Gepubliceerd naast berekend", title_justify="left")
    tabel.add_column("nr", justify="right")
    tabel.add_column("figuur")
    for kop in ("gepubliceerd", "berekend", "teller", "noemer", ""):
        tabel.add_column(kop, justify="right", no_wrap=True)
    for v in vergelijkingen:
        getallen = [str(waarde) if waarde is not None else "–" for waarde in (v.berekend, v.teller, v.noemer)]
        uitslag = "klopt" if v.klopt else "[red]verschilt[/red]"
        tabel.add_row(str(v.nr), v.figuur, v.gepubliceerd, *getallen, uitslag)
    return tabel
