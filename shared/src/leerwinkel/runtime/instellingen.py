"""Settings: one frozen object, read once from the environment (`LEERWINKEL_…`) where a process starts."""

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.register import DIENSTEN
from leerwinkel.runtime.ingang import Ingang, zoek
from leerwinkel.runtime.knooppunten import HUB, Knooppunt


class Instellingen(BaseSettings):
    """The embedded defaults run everything on this machine; PostgreSQL and a NATS cluster are settings.

    `data`: folder for all data. `poort`: first of the ports for NATS (10 are used). `web_poort`: the VOL's pages.
    `nats`: URL per node (`vol` or a region) that runs elsewhere, as JSON. `database`: SQLAlchemy URL for the regions'
    tables; without it SQLite below `data`. `toegang`: local nodes let in only who has a key, and the line to the hub is
    encrypted; `tls`: the connections of clients are too.
    `voorbeeld`: a sentence for every page when the data are an example.
    `regio`: whose services run, with their pages at the ports after `web_poort`. `bewaartermijn`: in years.
    `waarmerk_s`: the least time between two signed checkpoints of a log, in seconds.
    `adressen`: where a browser finds the pages of a service or of the VOL, as JSON, where that is not on this machine.
    `oidc_uitgever`: who signs people in (OpenID Connect); without it the provider for trying out, on this machine.
    There our pages are `oidc_client`, with the secret in the file `oidc_geheim`. `oidc_toepassing`: the claim of the
    roles is `<toepassing>_rol_3d`; `oidc_organisaties`: what an organisation key means, as JSON: a region, the number
    of a partner, or `vol`.
    `aanmeldingen_per_minuut` from one address, `api_per_minuut` by one person: how often a service may be asked.
    """

    model_config = SettingsConfigDict(env_prefix="LEERWINKEL_", frozen=True)

    data: Path = Path(".data")
    poort: int = 14222
    web_poort: int = 8080
    nats: dict[str, str] = {}
    toegang: bool = True
    tls: bool = False
    database: str | None = None
    voorbeeld: str | None = None
    regio: str = "gent"
    bewaartermijn: int = Field(default=5, ge=1, le=100)
    waarmerk_s: float = Field(default=2.0, ge=0)
    adressen: dict[str, str] = {}
    oidc_uitgever: str | None = None
    oidc_client: str = "leerwinkel"
    oidc_geheim: Path | None = None
    oidc_toepassing: str = "leerwinkel"
    oidc_organisaties: dict[str, str] = {}
    aanmeldingen_per_minuut: int = Field(default=60, ge=1)
    api_per_minuut: int = Field(default=6000, ge=1)

    @field_validator("regio")
    @classmethod
    def _bestaat(cls, regio: str) -> str:
        if regio not in codelijst("regio"):
            raise ValueError(f"is geen regio; mogelijk is {', '.join(codelijst('regio'))}.")
        return regio

    @property
    def regios(self) -> list[str]:
        """The eight regions, in the order of the code list."""
        return list(codelijst("regio"))

    def knooppunt(self, naam: str) -> Knooppunt:
        """The local NATS node of the hub or a region."""
        volgnummer = 0 if naam == HUB else 2 + self.regios.index(naam)
        map_ = self.data.absolute() / naam
        return Knooppunt(naam, self.poort + volgnummer, self.poort + 1, map_, self.toegang, self.tls)

    def nats_url(self, naam: str) -> str:
        """Where to reach the node of the hub or a region."""
        return self.nats.get(naam, self.knooppunt(naam).url)

    def ingang(self, naam: str, wie: str) -> Ingang:
        """How that user gets in there: open where the node has no keys here. Raises GeenToegang."""
        return zoek(self.toegangsmap(naam), naam, wie, self.nats_url(naam), tls=self.tls)

    def toegangsmap(self, naam: str) -> Path:
        """The keys, rights and certificates of a node."""
        return self.data / naam / "toegang"

    def dienst_poort(self, dienst: str) -> int:
        """The port of a service's pages: those after the VOL's."""
        return self.web_poort + 1 + DIENSTEN.index(dienst)

    @property
    def proefaanmelding_poort(self) -> int:
        """The port of the provider for trying out: after the services'."""
        return self.web_poort + 1 + len(DIENSTEN)

    @property
    def lokaal(self) -> dict[str, str]:
        """Where each service and the VOL answer on this machine."""
        poorten = {"vol": self.web_poort} | {dienst: self.dienst_poort(dienst) for dienst in DIENSTEN}
        return {naam: f"http://127.0.0.1:{poort}" for naam, poort in poorten.items()}

    @property
    def buren(self) -> dict[str, str]:
        """Where a browser finds the pages of each service and of the VOL."""
        return self.lokaal | {naam: adres.rstrip("/") for naam, adres in self.adressen.items()}

    def database_url(self, regio: str) -> str:
        """The SQLAlchemy URL of a region's tables."""
        return self.database or f"sqlite:///{self.data.absolute() / regio / 'leerwinkel.sqlite'}"

    def sleutelmap(self, regio: str) -> Path:
        """Where a region keeps its keys."""
        return self.data / regio / "sleutels"

    def afgemeldmap(self, wie: str) -> Path:
        """Which sessions of a region, or of the VOL, were ended: worth nothing after a day, so in no back-up."""
        return self.data / wie / "afgemeld"

    def waarmerkmap(self, regio: str) -> Path:
        """What a region gives out of its log for everybody: checkpoints, tiles and keys."""
        return self.data / regio / "waarmerk"

    @property
    def getuigemap(self) -> Path:
        """Where the witness keeps, per log, what it cosigned; its own keys are below `sleutels`."""
        return self.data / "getuige"

    @property
    def regiosleutelmap(self) -> Path:
        """Where the key lies that all regions share and the VOL does not have: the same file in each region."""
        return self.data / "regios" / "sleutels"
