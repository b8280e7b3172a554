"""Putting back-ups back: what is here and whole stays as it is, what is missing comes back. Again is harmless.

The order is that of who needs whom: keys, what was signed, the log, tables, and the kluis last: by then the log says
who was erased.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from leerwinkel.identiteit.afgemeld import beeindig_iedereen
from leerwinkel.inname.herstelling import herstel_regio
from leerwinkel.reservekopie.kluisterug import zet_kluis_terug
from leerwinkel.reservekopie.kopie import Deel, KopieOngeldig, Reservekopie
from leerwinkel.reservekopie.logkopie import lees_log
from leerwinkel.reservekopie.plaatsen import huizen, openbare_mappen, sleutelmappen
from leerwinkel.reservekopie.rijen import uit_regel, zet_terug
from leerwinkel.reservekopie.volterug import herstel_vol
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.knooppunten import HUB
from leerwinkel.runtime.schrijven import schrijf
from leerwinkel.runtime.taken import in_draad
from leerwinkel.runtime.verbinding import databank_zegbaar

_MEESTER = "kluis-"


@dataclass(frozen=True, slots=True)
class Terugzetting:
    """Back-ups of one region, or of the VOL, at most one of each part. `knooppunt`: the folder of its node."""

    instellingen: Instellingen
    kopieen: Mapping[Deel, Reservekopie]
    nu: datetime
    knooppunt: Path | None = None
    verlies: bool = False

    @property
    def wie(self) -> str:
        """Whose they are."""
        return next(iter(self.kopieen.values())).wie

    async def voer_uit(self) -> list[str]:
        """Put back; says what was done (Dutch). Raises KopieOngeldig, and as `herstel_regio` and `zet_kluis_terug`."""
        for kopie in self.kopieen.values():
            await in_draad(kopie.kijk_na)
        gedaan: list[str] = []
        if sleutels := self.kopieen.get(Deel.SLEUTELS):
            gedaan += await in_draad(self._sleutels, sleutels)
        if log := self.kopieen.get(Deel.LOG):
            gedaan += await in_draad(self._bestanden, log, openbare_mappen(self.instellingen, self.wie))
            gedaan += await self._log(log)
            gedaan += await in_draad(self._tabellen, log)
        if kluis := self.kopieen.get(Deel.KLUIS):
            gedaan += await zet_kluis_terug(self.instellingen, kluis, sleutels, self.nu, verlies=self.verlies)
        return gedaan

    async def _log(self, kopie: Reservekopie) -> list[str]:
        if self.wie == HUB:
            return await herstel_vol(self.instellingen, kopie, self.knooppunt, self.nu, verlies=self.verlies)
        return await herstel_regio(
            self.instellingen, self.wie, self.knooppunt, erbij=lambda: lees_log(kopie), verlies=self.verlies
        )

    def _sleutels(self, kopie: Reservekopie) -> list[str]:
        """With the key of sessions come back those that were ended since: everybody signs in again."""
        sessies = self.instellingen.sleutelmap(self.wie) / "sessie.sleutel"
        was_er = sessies.exists()
        gedaan = self._bestanden(kopie, sleutelmappen(self.instellingen, self.wie))
        if sessies.exists() and not was_er:
            beeindig_iedereen(self.instellingen.afgemeldmap(self.wie))
            gedaan.append("Iedereen meldt zich opnieuw aan.")
        return gedaan

    def _bestanden(self, kopie: Reservekopie, mappen: Mapping[str, Path]) -> list[str]:
        """Files that are not there. A master key is none of them: it is not to lie here any longer than it did."""
        terug, anders = 0, list[str]()
        for naam, doel in _doelen(kopie, mappen):
            if doel.name.startswith(_MEESTER):
                continue
            inhoud = kopie.pad(naam).read_bytes()
            if not doel.exists():
                doel.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if kopie.deel is Deel.SLEUTELS else 0o755)
                schrijf(doel, inhoud, 0o600 if kopie.deel is Deel.SLEUTELS else 0o644)
                terug += 1
            elif doel.read_bytes() != inhoud:
                anders.append(str(doel))
        gedaan = [f"{terug} bestanden zijn teruggezet uit {kopie.map}."] if terug else []
        return [*gedaan, *(f"{doel} is hier anders dan in de reservekopie, en bleef staan." for doel in anders)]

    def _tabellen(self, kopie: Reservekopie) -> list[str]:
        gemaakt: Mapping[str, Mapping[str, Sequence[str]]] = kopie.over.get("tabellen", {})
        aantal = 0
        with databank_zegbaar():
            for naam, huis in huizen(self.instellingen, self.wie).items() if gemaakt else ():
                if naam in gemaakt:
                    engine = huis.data()
                    if engine.dialect.name != kopie.over["databank"]:
                        raise KopieOngeldig(f"Deze reservekopie is van een databank {kopie.over['databank']}.")
                    for tabel, zinnen in gemaakt[naam].items():
                        aantal += zet_terug(engine, tabel, zinnen, _rijen(kopie, f"tabellen/{naam}/{tabel}.ndjson"))
                huis.close()
        return [f"{aantal} rijen zijn teruggezet in de eigen tabellen van {self.wie}."] if aantal else []


def _rijen(kopie: Reservekopie, naam: str) -> list[dict[str, Any]]:
    with kopie.pad(naam).open("rb") as open_:
        return [uit_regel(regel) for regel in open_]


def _doelen(kopie: Reservekopie, mappen: Mapping[str, Path]) -> list[tuple[str, Path]]:
    """Each file that goes into one of the folders, and where."""
    return [
        (naam, map_ / naam[len(onder) + 1 :] if naam != onder else map_)
        for onder, map_ in mappen.items()
        for naam in sorted(kopie.bestanden)
        if naam == onder or naam.startswith(f"{onder}/")
    ]


def bijeen(kopieen: Sequence[Reservekopie], nu: datetime) -> dict[Deel, Reservekopie]:
    """They belong together, and may still be used. Raises KopieOngeldig."""
    per_deel = {kopie.deel: kopie for kopie in kopieen}
    if len(per_deel) < len(kopieen) or len({kopie.wie for kopie in kopieen}) != 1:
        raise KopieOngeldig("Geef reservekopieën van één regio, of van de VOL, en van elk deel hoogstens één.")
    if oud := [kopie for kopie in kopieen if kopie.deel is not Deel.LOG and kopie.is_te_oud(nu)]:
        raise KopieOngeldig(
            f"{oud[0].map} is ouder dan 30 dagen, en mag niet meer gebruikt worden: wie intussen gewist is, zou weer "
            "leesbaar worden. Neem een nieuwere, en ruim deze op met `leerwinkel backup --ruim-op`."
        )
    return per_deel
