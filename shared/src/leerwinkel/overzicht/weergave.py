"""The picture on a terminal, and as JSON for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.table import Table
from rich.text import Text

from leerwinkel.overzicht.beeld import Beeld, Dienstbeeld, Standbeeld
from leerwinkel.overzicht.certificaten import Certificaat

_KOLOMMEN = ("log", "hub", "VOL", "achter", "getuigd", "gaten", "quar.", "gew.")
_UITLEG = (
    "Posities in het log van de regio, bij de hub en bij de VOL; getuigd: tot waar de getuige meetekende.\n"
    "quar.: bij de VOL; gew.: geweigerd aan de deur."
)


def als_json(beeld: Beeld, zinnen: Sequence[str]) -> dict[str, Any]:
    """Plain values; `aandacht` is empty when all is well."""
    regios = [asdict(regio) | {"achterstand": regio.achterstand} for regio in beeld.regios]
    return asdict(beeld) | {"regios": regios, "stil": sorted(beeld.stil), "aandacht": list(zinnen)}


def scherm(beeld: Beeld, zinnen: Sequence[str]) -> Iterator[Table | Text]:
    """One screen: the parts, a row per region, and a line for everything that needs attention."""
    yield Text.assemble("Hub van de VOL   ", _woord(beeld.hub))
    yield Text.assemble("VOL-dienst       ", _woord(beeld.dienst.draait), _dienst(beeld.dienst))
    yield Text(f"Laatste stand    {_stand(beeld.stand)}")
    if beeld.certificaten:
        yield Text.assemble("Certificaten     ", _certificaten(beeld.certificaten[0]))
    yield _tabel(beeld)
    yield Text(f"{_UITLEG}\n", style="dim")
    if not zinnen:
        yield Text("Alles in orde.", style="green")
    for zin in zinnen:
        yield Text(f"! {zin}", style="red")


def _woord(draait: bool | None, goed: str = "draait", fout: str = "weg") -> Text:  # noqa: FBT001 - a cell
    if draait is None:
        return Text("?", style="yellow")
    return Text(goed, style="green") if draait else Text(fout, style="red")


def _dienst(dienst: Dienstbeeld) -> str:
    return f" sinds {_moment(dienst.sinds)} op {dienst.adres}" if dienst.draait else ""


def _stand(stand: Standbeeld | None) -> str:
    if stand is None:
        return "–"
    return f"{_moment(stand.op)}, {sum(stand.posities.values())} gebeurtenissen uit {len(stand.posities)} regio's"


def _certificaten(eerste: Certificaat) -> Text:
    tot = "onleesbaar" if eerste.tot is None else f"gelden tot {eerste.tot:%d-%m-%Y}"
    return Text(f"{tot} ({eerste.knoop}, {eerste.bestand})", style="red" if eerste.bijna_om else "")


def _tabel(beeld: Beeld) -> Table:
    tabel = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for kop in ("regio", "NATS", "lijn", "deur"):
        tabel.add_column(kop, no_wrap=True)
    for kop in _KOLOMMEN:
        tabel.add_column(kop, justify="right", no_wrap=True)
    tabel.add_column("laatst", no_wrap=True)
    for r in beeld.regios:
        getuigd = r.bewijs.getuigd if r.bewijs else None
        tabel.add_row(
            r.regio,
            _woord(r.knooppunt, "ja"),
            _woord(r.lijn, "ja"),
            _woord(r.deur, "ja", "nee"),
            *map(_getal, (r.log, r.hub, r.ingenomen, r.achterstand, getuigd, r.gaten, r.quarantaine, r.geweigerd)),
            _kort(r.laatst_ontvangen),
        )
    return tabel


def _getal(aantal: int | None) -> str:
    return "?" if aantal is None else f"{aantal:,}".replace(",", ".")


def _moment(moment: datetime | None) -> str:
    return "–" if moment is None else f"{moment.astimezone():%d-%m-%Y %H:%M:%S}"


def _kort(moment: datetime | None) -> str:
    return "–" if moment is None else f"{moment.astimezone():%d-%m %H:%M}"
