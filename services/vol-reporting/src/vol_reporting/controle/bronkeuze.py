"""Opening what an inspection reads from, by what was asked for."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from leerwinkel.audit import BadNote, Verifier
from leerwinkel.audit.note import Kind
from leerwinkel.runtime.ingang import Wie
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.verbinding import verbind
from leerwinkel.waarmerk.aanbod import herkomst_van
from vol_reporting.controle.auditarchief import Auditarchief
from vol_reporting.controle.bron import Bron, Waarmerken, volg_wissels
from vol_reporting.controle.levend import Levend
from vol_reporting.controle.uitpakken import uitgepakt


@asynccontextmanager
async def open_bron(archief: Path | None, instellingen: Instellingen, *, streng: bool = True) -> AsyncGenerator[Bron]:
    """The archive in that folder or zip, or the running logs. Raises Archieffout where it is damaged (unless not
    `streng`), OSError.
    """
    if archief is not None:
        with uitgepakt(archief) as map_:
            yield Auditarchief.open(map_, streng=streng)
        return
    nc = await verbind(instellingen.ingang(HUB, Wie.AUDITOR), "audit", geduldig=False)
    try:
        yield Levend(nc, instellingen)
    finally:
        await nc.close()


def lees_sleutels(teksten: Sequence[str]) -> list[Verifier]:
    """The keys as somebody gives them: each the text of a key, or a file with one a line. Raises ValueError (Dutch)."""
    regels: list[str] = []
    for tekst in teksten:
        pad = Path(tekst)
        regels += pad.read_text(encoding="utf-8").splitlines() if pad.is_file() else [tekst]
    try:
        return [Verifier.parse(regel) for regel in regels if regel.strip()]
    except BadNote as fout:
        raise ValueError("Dat is geen sleutel. Geef de tekst van een sleutel, of een bestand met sleutels.") from fout


class Vertrouwd:
    """Another source, of which only these keys are trusted: those that an auditor got from somebody else."""

    def __init__(self, bron: Bron, sleutels: Sequence[Verifier]) -> None:
        self._bron, self._sleutels = bron, sleutels
        self.eigen, self.kopie = bron.eigen, bron.kopie

    def waarmerken(self, log: str) -> Waarmerken:
        """See Bron. A key of a witness counts for every log; a key that one of these said to be the next, too."""
        getuigen = tuple(each for each in self._sleutels if each.kind is Kind.COSIGNATURE)
        eigen = tuple(each for each in self._sleutels if each.name == herkomst_van(log))
        gevonden = self._bron.waarmerken(log)
        for uitgave in (gevonden.getuigd, *([gevonden.eigen] if gevonden.eigen else [])):
            eigen = volg_wissels(eigen, uitgave, log)
        return replace(gevonden, sleutels=eigen, getuigen=getuigen or gevonden.getuigen)
