"""The archive as a source: all that an inspection reads of a running platform, in a folder, with no server.

berichten/<log>.parquet    every message as it was stored
logs/<log>/                what was signed: checkpoints, tiles, keys; `logs/sleutels`: who may witness
codelijsten/ indicatoren/ registratie/ rapporten/
archief.json               the hash of each file
"""

from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from leerwinkel.waarmerk.uitgave import Uitgave
from vol_reporting.archief.inhoud import Archieffout
from vol_reporting.controle.archiefblad import Archiefblad, lees_blad
from vol_reporting.controle.bron import Bericht, Waarmerken

BERICHTEN, LOGMAP, RAPPORTEN, GETUIGEN = "berichten", "logs", "rapporten", "sleutels"
SCHEMA = pa.schema(
    [
        pa.field("positie", pa.int64(), nullable=False),
        pa.field("onderwerp", pa.string(), nullable=False),
        pa.field("inhoud", pa.binary(), nullable=False),
        pa.field("ontvangen", pa.timestamp("us", "UTC"), nullable=False),
    ]
)
_PER_KEER = 2000


@dataclass(frozen=True, slots=True)
class Auditarchief:
    """See Bron. `gebreken` (Dutch): which files are not what they were when it was made."""

    map: Path
    blad: Archiefblad
    gebreken: tuple[str, ...]

    @classmethod
    def open(cls, map_: Path, *, streng: bool = True) -> "Auditarchief":
        """Every file is read once, to see that it is what it was. Raises Archieffout where one is not.

        Not `streng`: then the one who opens it says so, and reads on as far as that goes.
        """
        blad = lees_blad(map_)
        gebreken = tuple(blad.gebreken(map_))
        if gebreken and streng:
            raise Archieffout(f"Het archief is niet meer wat het was: {gebreken[0]}. Neem een ander archief.")
        return cls(map_, blad, gebreken)

    @property
    def rapporten(self) -> Path:
        """The folder of the frozen reports: their bytes by digest, and their manifests."""
        return self.map / RAPPORTEN

    def waarmerken(self, log: str) -> Waarmerken:
        """See Bron."""
        getuigd = Uitgave(self.map / LOGMAP / log)
        return Waarmerken(getuigd, None, getuigd.sleutels(), Uitgave(self.map / LOGMAP / GETUIGEN).sleutels())

    def eigen(self, log: str) -> None:
        """See Bron: there is one copy of everything."""

    async def kopie(self, logs: Sequence[str]) -> AsyncGenerator[list[Bericht]]:
        """See Bron. Each log after the other; of a damaged file what comes before the damage."""
        for log in logs:
            for deel in self._lees(log):
                yield deel

    def _lees(self, log: str) -> Iterator[list[Bericht]]:
        pad = self.map / BERICHTEN / f"{log}.parquet"
        try:
            with pq.ParquetFile(pad) as bestand:
                if not bestand.schema_arrow.equals(SCHEMA):
                    raise pa.ArrowInvalid("andere kolommen")
                for deel in bestand.iter_batches(_PER_KEER):
                    kolommen = [deel.column(naam).to_pylist() for naam in SCHEMA.names]
                    yield [Bericht(log, *rij) for rij in zip(*kolommen, strict=True)]
        except (OSError, pa.ArrowException) as fout:
            if not self.gebreken:
                raise Archieffout(f"{pad.name} is niet te lezen: {fout}") from fout
