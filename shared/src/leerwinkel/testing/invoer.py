"""An import to try: an export in a folder, doors in memory, and what came through them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis
from leerwinkel.gebeurtenissen.lezen import lees
from leerwinkel.inname.importeren import Importverslag, importeer
from leerwinkel.inname.verpakt import Verpakt


@dataclass(frozen=True, slots=True)
class GeheugenAntwoord:
    """The answer of a door in memory."""

    uitkomst: str
    reden: str | None = None


@dataclass(slots=True)
class GeheugenDeur:
    """The door of one region with a log in memory: repeats and conflicts by (source, id) and digest."""

    log: dict[tuple[str, str], AnyGebeurtenis] = field(default_factory=dict[tuple[str, str], AnyGebeurtenis])

    async def neem_verpakt_in(self, verpakt: Sequence[Verpakt]) -> list[GeheugenAntwoord]:
        """Append what is new."""
        return [GeheugenAntwoord(self._uitkomst(lees(v.ruw))) for v in verpakt]

    async def geschiedenis(self, dossier: str) -> list[AnyGebeurtenis]:
        """All events of one entity, in the order of arrival."""
        return [gebeurtenis for gebeurtenis in self.log.values() if gebeurtenis.subject == dossier]

    async def tel_bekende(self, source: str, welke: Callable[[str, str], bool]) -> dict[str, int]:
        """Per event name, of how many events of that source `welke` says so."""
        return Counter(g.soort for g in self.log.values() if g.source == source and welke(g.soort, g.id))

    async def bekende_ids(self, source: str, soort: str) -> set[str]:
        """The ids of that source and event name."""
        return {g.id for g in self.log.values() if g.source == source and g.soort == soort}

    def _uitkomst(self, gebeurtenis: AnyGebeurtenis) -> str:
        sleutel = (gebeurtenis.source, gebeurtenis.id)
        if (eerder := self.log.setdefault(sleutel, gebeurtenis)) is gebeurtenis:
            return "aanvaard"
        return "herhaling" if eerder.digest() == gebeurtenis.digest() else "conflict"


@dataclass(slots=True)
class Proefinvoer:
    """An export in a folder. Each import is an hour after the one before."""

    map: Path
    nu: datetime = datetime(2026, 6, 1, 12, tzinfo=UTC)
    deuren: dict[str, GeheugenDeur] = field(default_factory=dict[str, GeheugenDeur])

    def schrijf(self, naam: str, *regels: str) -> None:
        """Write a file of the export, in place of an earlier one of that name."""
        self.map.mkdir(parents=True, exist_ok=True)
        (self.map / naam).write_text("".join(f"{regel}\n" for regel in regels), encoding="utf-8")

    async def importeer(self, plek: Path | None = None) -> Importverslag:
        """Import the folder, or the file given."""
        self.nu = self.nu.replace(hour=(self.nu.hour + 1) % 24)
        return await importeer(plek or self.map, self.deur, sleutel, foutenbestand=self.foutenbestand, nu=self.nu)

    @property
    def foutenbestand(self) -> Path:
        """Where bad rows are listed."""
        return self.map.parent / "fouten.csv"

    def deur(self, regio: str) -> GeheugenDeur:
        """The door of a region."""
        return self.deuren.setdefault(regio, GeheugenDeur())

    def gebeurtenissen(self, naam: str | None = None) -> list[AnyGebeurtenis]:
        """What stands on the logs, of one name or all."""
        alle = [gebeurtenis for deur in self.deuren.values() for gebeurtenis in deur.log.values()]
        return [gebeurtenis for gebeurtenis in alle if naam in {None, gebeurtenis.soort}]


def sleutel(regio: str) -> bytes:
    """The import key of a region in tests."""
    return sha256(f"proef {regio}".encode()).digest()
