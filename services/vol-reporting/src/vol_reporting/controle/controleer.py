"""The command that checks a receipt, with the public key alone: no server, no log, no archive."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from leerwinkel.audit import BadNote, Checkpoint, NotProven, Receipt, Verifier, entry, read_entry
from leerwinkel.audit.note import Kind, verify
from leerwinkel.gebeurtenissen.lezen import Onleesbaar, lees
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.waarmerk.aanbod import herkomst_van
from leerwinkel.waarmerk.getuigen import getuigen
from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.controle.auditarchief import Auditarchief
from vol_reporting.controle.bronkeuze import lees_sleutels
from vol_reporting.controle.scherm import Archiefmap, Json, schrijf_json, zeg
from vol_reporting.controle.uitpakken import uitgepakt
from vol_reporting.getuige.houder import LOGS, VOL


@dataclass(frozen=True, slots=True)
class Controle:
    """What a receipt proves, or why it does not (`reden`: Dutch)."""

    klopt: bool
    log: str = ""
    positie: int = 0
    omvang: int = 0
    onderwerp: str = ""
    medeondertekend_op: str | None = None
    reden: str | None = None


def controleer(
    bestand: Annotated[Path, typer.Argument(help="Een bewijs van `audit bewijs`.")],
    *,
    sleutel: Annotated[
        list[str] | None,
        typer.Option(help="Publieke sleutel van de regio of de getuige (tekst of bestand); mag meermaals."),
    ] = None,
    gebeurtenis: Annotated[
        Path | None, typer.Option(help="De gebeurtenis zoals jij ze hebt. Anders die in het bewijs.")
    ] = None,
    archief: Archiefmap = None,
    als_json: Json = False,
) -> None:
    """Kijk een bewijs na, met de publieke sleutel alleen. Status 1 als het niet klopt."""
    with duidelijk():
        gelezen = lees_sleutels(sleutel or []) or _uit_archief(archief)
        uitkomst = kijk_na(bestand.read_bytes(), gelezen, gebeurtenis.read_bytes() if gebeurtenis else None)
    if als_json:
        schrijf_json(asdict(uitkomst))
    elif uitkomst.klopt:
        soort = uitkomst.onderwerp.rpartition(".")[2]
        zeg(f"Het klopt: {soort} staat op positie {uitkomst.positie} van het log van {uitkomst.log}.")
        op = uitkomst.medeondertekend_op
        zeg(f"Medeondertekend door de VOL op {op}." if op else "Of de VOL medeondertekende, is niet nagekeken.")
    else:
        zeg(f"Het klopt niet: {uitkomst.reden}", "red")
    raise typer.Exit(0 if uitkomst.klopt else 1)


def _uit_archief(archief: Path | None) -> list[Verifier]:
    """Every key in an archive. Raises Archieffout."""
    if archief is None:
        return []
    with uitgepakt(archief) as map_:
        gevonden = [Auditarchief.open(map_).waarmerken(log) for log in LOGS]
        return [each for waarmerken in gevonden for each in (*waarmerken.sleutels, *waarmerken.getuigen)]


def kijk_na(ruw: bytes, sleutels: Sequence[Verifier], gebeurtenis: bytes | None = None) -> Controle:
    """Check a receipt by these keys, or by those on this machine. Where a witness is known, one must have signed too.

    Raises ValueError where there is no key to check it by.
    """
    try:
        bewijs = Receipt.parse(ruw)
        checkpoint = Checkpoint.parse(bewijs.checkpoint.text)
    except BadNote:
        return Controle(klopt=False, reden="dit is geen bewijs, of het is beschadigd.")
    log = next((each for each in LOGS if herkomst_van(each) == checkpoint.origin), "")
    van_log, van_getuigen = _verdeel(log, checkpoint.origin, sleutels)
    positie = bewijs.index + 1
    try:
        stuk = bewijs.extra if gebeurtenis is None else _stuk(gebeurtenis)
        onderwerp, _ = read_entry(stuk)
        bewijs.verify(stuk, checkpoint.origin, van_log)
        moment = max(verify(bewijs.checkpoint, van_getuigen).values()) if van_getuigen else None
    except (BadNote, NotProven, ValueError) as fout:
        return Controle(klopt=False, log=log, positie=positie, omvang=checkpoint.size, reden=_reden(fout, positie))
    op = datetime.fromtimestamp(moment, UTC).isoformat() if moment else None
    return Controle(
        klopt=True, log=log, positie=positie, omvang=checkpoint.size, onderwerp=onderwerp, medeondertekend_op=op
    )


def _verdeel(log: str, origin: str, gegeven: Sequence[Verifier]) -> tuple[tuple[Verifier, ...], tuple[Verifier, ...]]:
    """The keys of the log, and of witnesses."""
    if gegeven or not log:
        van_log = tuple(each for each in gegeven if each.name == origin)
        van_getuigen = tuple(each for each in gegeven if each.kind is Kind.COSIGNATURE)
    else:
        van_log, van_getuigen = _van_hier(log)
    if not van_log:
        raise ValueError(f"Geef de publieke sleutel van {origin} met --sleutel; hier staat er geen.")
    return van_log, van_getuigen


def _van_hier(log: str) -> tuple[tuple[Verifier, ...], tuple[Verifier, ...]]:
    instellingen = Instellingen()
    uitgave = Uitgave(instellingen.getuigemap / log)
    if not uitgave.sleutels() and log != VOL:
        uitgave = Uitgave(instellingen.waarmerkmap(log))
    return uitgave.sleutels(), getuigen(uitgave)


def _stuk(gebeurtenis: bytes) -> bytes:
    """The entry of an event that somebody has himself; its subject follows from it."""
    try:
        return entry(lees(gebeurtenis).onderwerp(), gebeurtenis)
    except Onleesbaar as fout:
        raise ValueError("no event") from fout


def _reden(fout: Exception, positie: int) -> str:
    match fout:
        case NotProven():
            return f"op positie {positie} staat iets anders dan deze gebeurtenis."
        case BadNote():
            return "het controlepunt is niet ondertekend met de sleutel die je vertrouwt."
        case _:
            return "de gebeurtenis staat er niet bij; geef ze met --gebeurtenis."
