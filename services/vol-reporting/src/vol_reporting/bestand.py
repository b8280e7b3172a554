"""Where the VOL keeps its storage, and how another process finds the service that has it open."""

import json
from dataclasses import dataclass
from pathlib import Path


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
    def _adres(self) -> Path:
        return self.map / "dienst.json"

    def meld_aan(self, url: str) -> None:
        """Let others know where the service answers."""
        self._adres.write_text(json.dumps({"url": url}))

    def meld_af(self) -> None:
        """The service no longer answers."""
        self._adres.unlink(missing_ok=True)

    def adres(self) -> str | None:
        """Where a service said that it answers; it may have died since."""
        try:
            return str(json.loads(self._adres.read_text())["url"])
        except (OSError, ValueError, KeyError):
            return None
