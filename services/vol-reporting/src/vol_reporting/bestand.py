"""Where the VOL keeps its storage, and how another process finds the service that has it open."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Adres(NamedTuple):
    """Where the service answers, and the key by which it knows who asks from this machine."""

    url: str
    sleutel: str


@dataclass(frozen=True, slots=True)
class Bestand:
    """The folder of the VOL: the DuckDB file (one process at a time) and the address of the running service."""

    map: Path

    @property
    def opslag(self) -> Path:
        """The DuckDB file. Disposable: it is rebuilt from the log."""
        return self.map / "vol.duckdb"

    @property
    def publicaties(self) -> Path:
        """What was published, with the exact numbers behind it. Not disposable: the log does not tell it."""
        return self.map / "publicaties"

    @property
    def rapporten(self) -> Path:
        """The canonical bytes of frozen reports. They can be made again from the log, by the same program."""
        return self.map / "rapporten"

    @property
    def getuige(self) -> Path:
        """What the witness keeps of every log, beside this folder: checkpoints, tiles and keys."""
        return self.map.parent / "getuige"

    @property
    def inzage(self) -> Path:
        """The journal of who looked at events. Not disposable."""
        return self.map / "inzage.ndjson"

    @property
    def collegas(self) -> Path:
        """How pages call those who signed in. Not disposable: the log does not tell it."""
        return self.map / "collegas.json"

    @property
    def _adres(self) -> Path:
        return self.map / "dienst.json"

    def meld_aan(self, url: str, sleutel: str) -> None:
        """Let others on this machine know where the service answers: those who run as the same user, nobody else."""
        nieuw = self._adres.with_suffix(".nieuw")
        nieuw.unlink(missing_ok=True)
        nieuw.touch(mode=0o600)
        nieuw.write_text(json.dumps({"url": url, "sleutel": sleutel}))
        nieuw.replace(self._adres)

    def meld_af(self) -> None:
        """The service no longer answers."""
        self._adres.unlink(missing_ok=True)

    def adres(self) -> Adres | None:
        """Where a service said that it answers; it may have died since."""
        try:
            gezegd = json.loads(self._adres.read_text())
            return Adres(str(gezegd["url"]), str(gezegd["sleutel"]))
        except (OSError, ValueError, KeyError):
            return None
