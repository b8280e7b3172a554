"""A region's quarantine: what was refused at the door, encrypted, for 30 days. It never reaches the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from joserfc import jwe
from joserfc.jwk import OctKey
from sqlalchemy import BigInteger, Column, DateTime, Engine, Integer, LargeBinary, String, Table, delete, func, select

from leerwinkel.inname.logindex import tabellen

BEWAARTERMIJN = timedelta(days=30)


class _RuimeMaat(jwe.JWERegistry):
    """What is refused for its size must be readable too: up to the largest message that NATS takes."""

    max_ciphertext_length = 2 * 1024 * 1024


_geweigerd = Table(
    "geweigerd",
    tabellen,
    Column("nr", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("regio", String(32), nullable=False, index=True),
    Column("systeem", String(64), nullable=False),
    Column("ontvangen", DateTime(timezone=True), nullable=False, index=True),
    Column("reden", String(600), nullable=False),
    Column("inhoud", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Geweigerde:
    """A refused message as it came in, with the reason (Dutch)."""

    systeem: str
    ontvangen: datetime
    reden: str
    ruw: bytes


class Quarantaine:
    """The quarantine of one region. Blocking: call it from a thread."""

    def __init__(self, engine: Engine, regio: str, sleutel: bytes) -> None:
        self._engine, self._regio = engine, regio
        self._sleutel = OctKey.import_key(sleutel)
        tabellen.create_all(engine)

    def bewaar(self, geweigerd: Sequence[Geweigerde], *, nu: datetime) -> None:
        """Keep refused messages, and forget those older than 30 days."""
        rijen = [
            {
                "regio": self._regio,
                "systeem": g.systeem[:64],
                "ontvangen": g.ontvangen.astimezone(UTC),
                "reden": g.reden[:600],
                "inhoud": jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, g.ruw, self._sleutel).encode(),
            }
            for g in geweigerd
        ]
        with self._engine.begin() as connection:
            connection.execute(delete(_geweigerd).where(_geweigerd.c.ontvangen < nu.astimezone(UTC) - BEWAARTERMIJN))
            if rijen:
                connection.execute(_geweigerd.insert(), rijen)

    def aantal(self) -> int:
        """How many messages are held."""
        vraag = select(func.count()).select_from(_geweigerd).where(_geweigerd.c.regio == self._regio)
        with self._engine.connect() as connection:
            return connection.scalar(vraag) or 0

    def lijst(self, hoogstens: int = 100) -> list[Geweigerde]:
        """The latest refused messages, newest first, decrypted."""
        t = _geweigerd.c
        vraag = (
            select(t.systeem, t.ontvangen, t.reden, t.inhoud)
            .where(t.regio == self._regio)
            .order_by(t.nr.desc())
            .limit(hoogstens)
        )
        with self._engine.connect() as connection:
            return [
                Geweigerde(systeem, ontvangen, reden, self._ontcijfer(inhoud))
                for systeem, ontvangen, reden, inhoud in connection.execute(vraag)
            ]

    def _ontcijfer(self, inhoud: bytes) -> bytes:
        return jwe.decrypt_compact(inhoud, self._sleutel, registry=_RuimeMaat()).plaintext or b""
