"""Settings: one frozen object, read once from the environment (`LEERWINKEL_…`) where a process starts."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.runtime.knooppunten import HUB, Knooppunt


class Instellingen(BaseSettings):
    """The embedded defaults run everything on this machine; PostgreSQL and a NATS cluster are settings.

    `data`: folder for all data. `poort`: first of the ports for NATS (10 are used). `web_poort`: the VOL's pages.
    `nats`: URL per node (`vol` or a region) that runs elsewhere, as JSON. `database`: SQLAlchemy URL for the regions'
    tables; without it SQLite below `data`. `voorbeeld`: a sentence for every page when the data are an example.
    """

    model_config = SettingsConfigDict(env_prefix="LEERWINKEL_", frozen=True)

    data: Path = Path(".data")
    poort: int = 14222
    web_poort: int = 8080
    nats: dict[str, str] = {}
    database: str | None = None
    voorbeeld: str | None = None

    @property
    def regios(self) -> list[str]:
        """The eight regions, in the order of the code list."""
        return list(codelijst("regio"))

    def knooppunt(self, naam: str) -> Knooppunt:
        """The local NATS node of the hub or a region."""
        volgnummer = 0 if naam == HUB else 2 + self.regios.index(naam)
        return Knooppunt(naam, self.poort + volgnummer, self.poort + 1, self.data.absolute() / naam)

    def nats_url(self, naam: str) -> str:
        """Where to reach the node of the hub or a region."""
        return self.nats.get(naam, self.knooppunt(naam).url)

    def database_url(self, regio: str) -> str:
        """The SQLAlchemy URL of a region's tables."""
        return self.database or f"sqlite:///{self.data.absolute() / regio / 'leerwinkel.sqlite'}"

    def sleutelmap(self, regio: str) -> Path:
        """Where a region keeps its keys."""
        return self.data / regio / "sleutels"
