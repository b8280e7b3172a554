"""The region of Gent on a hub and a leaf of its own, and what can happen to it."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nats.aio.client import Client
from sqlalchemy import Engine

from leerwinkel.dienst.inzage import Blik, Inzageboek
from leerwinkel.eventsourcing import JetStreamLog, NewEvent
from leerwinkel.gebeurtenissen import Gebeurtenis
from leerwinkel.gebeurtenissen.intake import PersoonsgegevensVernietigd
from leerwinkel.kluis.bewaring import Kluis
from leerwinkel.kluis.persoonsgegevens import Persoonsgegevens
from leerwinkel.kluis.vernieuwing import vernieuw, wis
from leerwinkel.kluis.versleuteling import Versleuteling
from leerwinkel.kluis.zoekindex import Zoekindex
from leerwinkel.leesmodel import Place, place
from leerwinkel.reservekopie.kopie import Deel, Reservekopie, kopieen
from leerwinkel.reservekopie.maken import Waarheen, maak_reservekopie
from leerwinkel.reservekopie.terugzetten import Terugzetting, bijeen
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.stromen import naam_van, zorg_voor_hub, zorg_voor_regio
from leerwinkel.runtime.verbinding import database, verbind
from leerwinkel.testing.lijn import Lijn
from leerwinkel.testing.netwerk import Netwerk, netwerk, vrije_poorten
from leerwinkel.testing.postgres import postgres

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)
WEG = Persoonsgegevens(naam="Zilverberg", voornaam="Quirine", rijksregisternummer="85073003328")
BLIJFT = Persoonsgegevens(naam="Achterhoek", voornaam="Wolfert")


@dataclass(slots=True)
class Regio:
    """Gent. `kopieer` makes the three back-ups in `kopieen`; what is in `data` may be destroyed by a test."""

    instellingen: Instellingen
    net: Netwerk
    lijn: Lijn
    nc: Client
    hub: Client
    map: Path

    @property
    def log(self) -> JetStreamLog:
        return JetStreamLog(self.nc, naam_van("gent"), patience=2)

    @property
    def kopielog(self) -> JetStreamLog:
        return JetStreamLog(self.hub, "VOL", patience=2)

    def engine(self) -> Engine:
        return database(self.instellingen.database_url("gent"))

    def kluis(self, engine: Engine) -> Kluis:
        return Kluis(engine, "gent", self.instellingen.sleutelmap("gent"))

    async def schrijf(self, *namen: str, soort: str = "aanmelding-geregistreerd", inhoud: bytes = b"{}") -> None:
        nieuw = [NewEvent(f"leerwinkel.gent.intake.{naam}.{soort}", f"{naam}-{soort}", inhoud) for naam in namen]
        await self.log.append("leerwinkel.gent.>", await self.log.last(), nieuw)

    async def op_log(self) -> list[str]:
        return [event.id.split("-")[0] async for deel in self.log.read_all() for event in deel]

    async def wis(self, client: str, *, ook_de_sleutel: bool = True, systeem: str = "intake") -> None:
        """Erase, as intake does: the event first."""
        gewist = PersoonsgegevensVernietigd(client=client, grond="verzoek-client")
        event = Gebeurtenis[PersoonsgegevensVernietigd](
            specversion="1.0",
            id="0b5c1cb3-7a54-4d0e-9f4e-3f3c1f6c0a01",
            source=f"urn:leerwinkel:gent:{systeem}",
            type=gewist.gebeurtenistype(),
            subject=client,
            time=NU,
            recordedtime=NU,
            data=gewist,
        )
        await self.schrijf(client, soort=gewist.gebeurtenisnaam(), inhoud=event.ruw())
        if ook_de_sleutel:
            engine = self.engine()
            kluis = self.kluis(engine)
            wis(kluis, Zoekindex(engine, kluis), client, nu=NU)
            vernieuw(kluis, Zoekindex(engine, kluis))
            engine.dispose()

    def vul_kluis(self, **wie: Persoonsgegevens) -> dict[str, str]:
        """Let these be known; gives what stands in their events."""
        engine = self.engine()
        kluis = self.kluis(engine)
        Zoekindex(engine, kluis).neem_alle_op(wie)
        gesloten = Versleuteling(kluis).sluit_alle(wie.items())
        engine.dispose()
        return gesloten

    def kijk(self, medewerker: str) -> None:
        boek = Inzageboek(self._inzage())
        boek.open()
        boek.schrijf(Blik(NU, medewerker, "intake", "dossier", "d1"))
        boek.close()

    def gekeken(self) -> list[str]:
        boek = Inzageboek(self._inzage())
        boek.open()
        gezien = [blik.medewerker for blik in boek.alle(["d1"], [])]
        boek.close()
        return gezien

    def _inzage(self) -> Place:
        return place(self.instellingen.database_url("gent"), "inzage_gent")

    def verlies_databank(self) -> None:
        """All tables of the region, and its keys."""
        shutil.rmtree(self.instellingen.sleutelmap("gent"), ignore_errors=True)
        for bestand in (self.instellingen.data / "gent").glob("*.sqlite*"):
            bestand.unlink()
        if self.instellingen.database:
            engine = self.engine()
            with engine.begin() as verbinding:
                for schema in ("public", "inzage_gent"):
                    verbinding.exec_driver_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
                verbinding.exec_driver_sql("CREATE SCHEMA public")
            engine.dispose()

    async def kopieer(self, nu: datetime | None = None) -> dict[Deel, Reservekopie]:
        waar = {deel: self.map / deel for deel in Deel}
        waarheen = Waarheen(waar[Deel.LOG], waar[Deel.KLUIS], waar[Deel.SLEUTELS])
        await maak_reservekopie(self.instellingen, "gent", waarheen, nu or datetime.now(UTC))
        return {deel: kopieen(map_)[-1] for deel, map_ in waar.items()}

    async def zet_terug(self, *delen: Reservekopie, verlies: bool = False) -> str:
        nu = datetime.now(UTC)
        return "\n".join(await Terugzetting(self.instellingen, bijeen(delen, nu), nu, verlies=verlies).voer_uit())

    def lees(self, gesloten: dict[str, str]) -> dict[str, str]:
        """Whose name can still be read."""
        engine = self.engine()
        gelezen = Versleuteling(self.kluis(engine)).open_alle(list(gesloten.items()))
        engine.dispose()
        return {client: str(getattr(wie, "naam", wie)) for client, wie in zip(gesloten, gelezen, strict=True)}


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture
async def regio(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Regio]:
    """On SQLite, or as the test asks: on `postgresql`."""
    poort, hub_poort = vrije_poorten(2)
    soort = getattr(request, "param", "sqlite")
    databank = request.getfixturevalue("postgres_url") if soort == "postgresql" else None
    async with Lijn(hub_poort, poort) as lijn, AsyncExitStack() as stapel:
        net = stapel.enter_context(netwerk(tmp_path / "data", ["gent"], hub_poort=hub_poort, langs={"gent": poort}))
        instellingen = Instellingen(data=tmp_path / "data", nats=net.urls(), database=databank)
        nc, hub = await verbind(net.url("gent"), "proef"), await verbind(net.url("vol"), "proef")
        stapel.push_async_callback(nc.close)
        stapel.push_async_callback(hub.close)
        await zorg_voor_regio(nc, "gent")
        await zorg_voor_hub(hub, ["gent"])
        gemaakt = Regio(instellingen, net, lijn, nc, hub, tmp_path / "kopieen")
        yield gemaakt
        gemaakt.verlies_databank()
