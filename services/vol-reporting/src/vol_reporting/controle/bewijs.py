"""The command that gives the receipt of one event, for whoever sent it or must rely on it."""

import asyncio
import re
from contextlib import aclosing
from pathlib import Path
from typing import Annotated

import typer

from leerwinkel.audit import Checkpoint, Receipt
from leerwinkel.eventsourcing import JetStreamLog, Unavailable
from leerwinkel.gebeurtenissen.lezen import lees_hoofding
from leerwinkel.runtime.duidelijk import duidelijk
from leerwinkel.runtime.getallen import geheel
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.stromen import naam_van
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.runtime.zegbaar import Zegbaar
from vol_reporting.controle.bron import Bericht, Bron, kies_logs
from vol_reporting.controle.bronkeuze import open_bron
from vol_reporting.controle.scherm import Archiefmap, Json, noteer_inzage, schrijf_json, voortgang, zeg
from vol_reporting.eigenlog import STROOM
from vol_reporting.getuige.bewijs import maak_bewijs
from vol_reporting.getuige.houder import LOGS, VOL

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NietGevonden(Zegbaar):
    """No such event; the message is for the user (Dutch)."""


def bewijs(
    gebeurtenis: Annotated[str, typer.Argument(help="Het id van de gebeurtenis, of regio:positie (vol:12).")],
    *,
    uit: Annotated[Path | None, typer.Option(help="Waar het bewijs komt. Anders hier, als regio-positie.")] = None,
    archief: Archiefmap = None,
    als_json: Json = False,
) -> None:
    """Schrijf het bewijs dat een gebeurtenis op haar log staat, ondertekend door de regio en de VOL."""
    with duidelijk():
        noteer_inzage("bewijs", archief, gebeurtenis=gebeurtenis)
        bericht, gemaakt = asyncio.run(_maak(gebeurtenis.strip(), archief))
        doel = uit or Path(f"{bericht.log}-{bericht.positie}.tlog-proof")
        doel.write_bytes(gemaakt.format())
        omvang = Checkpoint.parse(gemaakt.checkpoint.text).size
    if als_json:
        schrijf_json({"log": bericht.log, "positie": bericht.positie, "omvang": omvang, "bestand": str(doel)})
        return
    zeg(f"Positie {bericht.positie} van {bericht.log} staat in het controlepunt van {omvang}.")
    zeg(f"Het bewijs staat in {doel.absolute()}. Wie het krijgt, kijkt het na met `audit controleer`.")


async def _maak(gevraagd: str, archief: Path | None) -> tuple[Bericht, Receipt]:
    """Raises ValueError for a question that is not right, NietGevonden, NogNietOndertekend, NietBewezen."""
    plaats = _plaats(gevraagd)
    async with open_bron(archief, Instellingen()) as bron:
        bericht = await _bij_log(*plaats) if plaats and archief is None else None
        bericht = bericht or await _zoek(bron, gevraagd, plaats)
        getuigd = bron.waarmerken(bericht.log).getuigd
        return bericht, maak_bewijs(getuigd, bericht.log, bericht.positie, bericht.onderwerp, bericht.inhoud)


def _plaats(gevraagd: str) -> tuple[str, int] | None:
    """Log and position where those were asked for; None for an id."""
    log, _, positie = gevraagd.rpartition(":")
    if log and (nummer := geheel(positie)):
        return kies_logs(log)[0], nummer
    if not _UUID.fullmatch(gevraagd):
        raise ValueError(f"‘{gevraagd}’ is geen id van een gebeurtenis, en geen plaats zoals gent:12.")
    return None


async def _bij_log(log: str, positie: int) -> Bericht | None:
    """From the log itself, at once; None where it does not answer. The copy of the VOL has it too."""
    instellingen = Instellingen()
    nc = await verbind(instellingen.ingang(HUB, Wie.AUDITOR), "audit-bewijs", geduldig=False)
    try:
        api = "$JS.API" if log == VOL else f"$JS.{log}.API"
        stroom = JetStreamLog(nc, STROOM if log == VOL else naam_van(log), api=api)
        async with aclosing(stroom.salvage(positie - 1)) as delen:
            async for deel in delen:
                event = deel[0]
                eigen = event.position == positie
                return Bericht(log, positie, event.subject, event.payload, event.stored_at) if eigen else None
    except Unavailable:
        return None
    finally:
        await nc.close()
    return None


async def _zoek(bron: Bron, gevraagd: str, plaats: tuple[str, int] | None) -> Bericht:
    """Go through the copy. Raises NietGevonden."""
    merk = gevraagd.encode()
    with voortgang("Gebeurtenissen doorzocht") as gelezen:
        async with aclosing(bron.kopie([plaats[0]] if plaats else LOGS)) as delen:
            async for deel in delen:
                gelezen(len(deel))
                for bericht in deel:
                    if plaats == (bericht.log, bericht.positie) or (not plaats and _heet(bericht, gevraagd, merk)):
                        return bericht
    raise NietGevonden(f"Er is geen gebeurtenis {gevraagd}.")


def _heet(bericht: Bericht, gevraagd: str, merk: bytes) -> bool:
    hoofding = lees_hoofding(bericht.inhoud) if merk in bericht.inhoud else None
    return hoofding is not None and str(hoofding.id) == gevraagd
