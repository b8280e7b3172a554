"""What a simulation made, as tables (Dutch): per region, and beside the published figures."""

from collections.abc import Mapping

from rich.table import Table

from leerwinkel.gebeurtenissen.codelijst import codelijst
from simulator.simulatie import Regiospel
from simulator.telling import Telling
from simulator.trappen import AANDEEL, CONTACTEN, GESPREKKEN, MINUTEN


def samen(spelen: Mapping[str, Regiospel]) -> Telling:
    """All regions together."""
    alle = Telling()
    for spel in spelen.values():
        alle = alle.plus(spel.telling)
    return alle


def regiotabel(spelen: Mapping[str, Regiospel]) -> Table:
    """What was made where."""
    tabel = Table(title="Wat er staat", title_justify="left")
    tabel.add_column("regio")
    for kop in ("dossiers", "nog open", "gebeurtenissen", "nieuw", "onverwacht geweigerd"):
        tabel.add_column(kop, justify="right")
    for regio, spel in spelen.items():
        telling, speler = spel.telling, spel.speler
        open_ = telling.dossiers - telling.gesloten
        getallen = (telling.dossiers, open_, telling.gebeurtenissen, speler.erbij, speler.geweigerd.total())
        tabel.add_row(codelijst("regio")[regio].label_nl, *map(str, getallen))
    return tabel


def vergelijking(telling: Telling) -> Table:
    """The closed dossiers beside the blueprint, and a few shares that have no published figure."""
    tabel = Table(title="Afgesloten dossiers naast de blauwdruk", title_justify="left")
    tabel.add_column("figuur")
    tabel.add_column("gesimuleerd", justify="right")
    tabel.add_column("blauwdruk", justify="right")
    for trap, deel in AANDEEL.items():
        tabel.add_row(f"{_label(trap)}: aandeel", _procent(telling.aandeel(trap)), _procent(deel))
    for trap, duur in MINUTEN.items():
        tabel.add_row(f"{_label(trap)}: minuten", _getal(telling.duur(trap), 0), _getal(duur, 0))
    tabel.add_row("gesprekken per cliënt", _getal(telling.gesprekken), _getal(GESPREKKEN))
    tabel.add_row("contacten per traject", _getal(telling.contacten), _getal(CONTACTEN, 0))
    tabel.add_row("afspraken waarop de cliënt niet verscheen", _procent(telling.niet_verschenen), "–")
    tabel.add_row("antwoorden op de tevredenheidsvraag", _procent(telling.respons), "–")
    return tabel


def _label(trap: str) -> str:
    return codelijst("trap")[trap].label_nl


def _getal(waarde: float | None, cijfers: int = 1) -> str:
    return "–" if waarde is None else f"{waarde:.{cijfers}f}".replace(".", ",")


def _procent(deel: float | None) -> str:
    return "–" if deel is None else f"{deel * 100:.0f}%"
