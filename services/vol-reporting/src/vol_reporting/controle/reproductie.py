"""A frozen report made again from the messages, and compared with what was frozen: its sources, then its bytes."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from importlib import metadata
from typing import Any

from leerwinkel.gebeurtenissen.contract import codelijsten
from leerwinkel.gebeurtenissen.rapporten import RapportBevroren
from vol_reporting.controle.bevinding import Bevinding
from vol_reporting.controle.bron import Bron
from vol_reporting.controle.terugbouw import Tijdelijk, Toets, bouw_terug, keur_handtekening, tijdelijke_opslag, toetsen
from vol_reporting.periode import Periode
from vol_reporting.rapporten import canoniek, kenmerken
from vol_reporting.rapporten.afsluiting import Afgesloten, Open, welk
from vol_reporting.rapporten.bronnen import lees_afsluitingen
from vol_reporting.rapporten.namen import nummer
from vol_reporting.rapporten.rapportage import Rapportage, stand_bij
from vol_reporting.rapporten.stof import OPZET
from vol_reporting.rapporten.verschil import eerste_verschil
from vol_reporting.vraag import VLAANDEREN

_PAKKET = "leerwinkel-vol-reporting"
Origineel = Callable[[str], bytes | None]
"""Gives the bytes that were frozen by their digest, where somebody kept them."""


@dataclass(slots=True)
class Reproductie:
    """What came out. `bronnen`: what the report was made of that is another now; `inhoud`: how the bytes differ."""

    rapport: str
    manifest_sha256: str
    inhoud_sha256: str
    gemaakt_sha256: str | None = None
    bronnen: list[str] = field(default_factory=list[str])
    logs: list[Bevinding] = field(default_factory=list[Bevinding])
    inhoud: list[str] = field(default_factory=list[str])
    opmerkingen: list[str] = field(default_factory=list[str])
    gemaakt: bytes = b""

    @property
    def klopt(self) -> bool:
        """Whether the same bytes came from the same sources and the very logs that were signed."""
        return not (self.bronnen or self.logs or self.inhoud)

    def waarden(self) -> dict[str, Any]:
        """For programs."""
        velden = asdict(self)
        del velden["gemaakt"]
        return {**velden, "klopt": self.klopt}


async def reproduceer(
    bron: Bron, gezegd: RapportBevroren, origineel: Origineel, gelezen: Callable[[int], None]
) -> Reproductie:
    """Build everything anew in a storage of its own, and make the report in it."""
    uit = Reproductie(rapportnaam(gezegd), gezegd.manifest_sha256, gezegd.inhoud_sha256)
    uit.bronnen += andere_bronnen(gezegd)
    programma = metadata.version(_PAKKET)
    if programma != gezegd.programma:
        uit.opmerkingen.append(f"Het rapport is gemaakt met versie {gezegd.programma}; dit is versie {programma}.")
    with tijdelijke_opslag() as opslag:
        getoetst = toetsen(bron, gezegd.checkpoints or {})
        await bouw_terug(bron, opslag.con, getoetst, gelezen)
        uit.logs += _logs(bron, gezegd, getoetst)
        uit.opmerkingen += _zonder(gezegd)
        _vergelijk(opslag, gezegd, origineel, uit)
    return uit


def rapportnaam(gezegd: RapportBevroren) -> str:
    """What its files are called by."""
    return nummer(gezegd.periode, gezegd.regio or VLAANDEREN)


def andere_bronnen(gezegd: RapportBevroren) -> Iterator[str]:
    """What this program counts by, that is not what the report was counted by (Dutch)."""
    nu = kenmerken.cijferversies(Periode.lees(gezegd.periode))
    for code in sorted({*nu, *gezegd.definities}):
        toen, thans = gezegd.definities.get(code), nu.get(code)
        if toen is None or thans is None:
            yield f"Het cijfer {code} {'is er niet meer' if thans is None else 'was er toen niet'}."
        elif toen.versie != thans.versie:
            yield f"Het cijfer {code} wordt nu met versie {thans.versie} geteld, toen met versie {toen.versie}."
        elif toen.sha256 != thans.sha256:
            yield f"De SQL of de omschrijving van het cijfer {code} is veranderd."
    lijsten = {lijst["lijst"]: lijst["sha256"] for lijst in codelijsten()}
    for lijst in sorted({*lijsten, *gezegd.codelijsten}):
        if lijsten.get(lijst) != gezegd.codelijsten.get(lijst):
            yield f"De codelijst {lijst} is veranderd."
    if kenmerken.registratie_sha256() != gezegd.registratie_sha256:
        yield "De SQL van de uniforme registratie is veranderd."
    if gezegd.opzet != OPZET:
        yield f"Het rapport heeft opzet {gezegd.opzet}; dit programma maakt opzet {OPZET}."


def _logs(bron: Bron, gezegd: RapportBevroren, getoetst: dict[str, Toets]) -> Iterator[Bevinding]:
    for log, waarmerk in (gezegd.checkpoints or {}).items():
        for fout in (keur_handtekening(bron, log, waarmerk), getoetst[log].oordeel()):
            if fout is not None:
                yield fout


def _zonder(gezegd: RapportBevroren) -> Iterator[str]:
    """Of which logs nothing was signed yet when the report was frozen."""
    stand = {**gezegd.posities, "vol": gezegd.eigen}
    zonder = sorted(log for log, positie in stand.items() if positie and log not in (gezegd.checkpoints or {}))
    if zonder:
        yield f"Zonder controlepunt in het manifest: {', '.join(zonder)}."


def _vergelijk(opslag: Tijdelijk, gezegd: RapportBevroren, origineel: Origineel, uit: Reproductie) -> None:
    toestand = lees_afsluitingen(opslag.con).get(gezegd.periode, Open())
    bevroren = toestand.rapporten.get(welk(gezegd)) if isinstance(toestand, Afgesloten) else None
    if not isinstance(toestand, Afgesloten) or bevroren is None:
        uit.inhoud.append(f"Het log van de VOL kent geen bevroren rapport van {gezegd.periode} voor dit gebied.")
        return
    if bevroren.manifest_sha256 != gezegd.manifest_sha256:
        uit.inhoud.append("Het manifest is niet dat van het rapport op het log van de VOL.")
    af = toestand.afsluiting
    if stand_bij(af) != {**gezegd.posities, "vol": gezegd.eigen} or af.stand_van != gezegd.stand_van:
        uit.inhoud.append("De periode is op het log bij een andere stand afgesloten dan het manifest zegt.")
        return
    rapport = Rapportage(opslag.bestand).afgesloten(opslag.con, af, gezegd.regio or VLAANDEREN)
    uit.gemaakt = canoniek.schrijf(rapport)
    uit.gemaakt_sha256 = canoniek.sha256(uit.gemaakt)
    if uit.gemaakt_sha256 != gezegd.inhoud_sha256:
        toen = origineel(gezegd.inhoud_sha256)
        waar = f" Eerste verschil: {eerste_verschil(canoniek.lees(toen), rapport)}" if toen else ""
        uit.inhoud.append(f"De bytes zijn niet die van het bevroren rapport.{waar}")
