"""A region's quarantine: what was refused at the door, encrypted, for 30 days. It never reaches the log."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwe
from joserfc.jwk import OctKey
from sqlalchemy import BigInteger, Column, DateTime, Engine, Integer, LargeBinary, String, Table, delete, func, select

from leerwinkel.inname.logindex import tabellen

BEWAARTERMIJN = timedelta(days=30)
_SAMEN = 8
"""So many are encrypted and written at once: each may be as large as NATS takes."""


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
        with self._engine.begin() as connection:
            connection.execute(delete(_geweigerd).where(_geweigerd.c.ontvangen < nu.astimezone(UTC) - BEWAARTERMIJN))
            for begin in range(0, len(geweigerd), _SAMEN):
                connection.execute(_geweigerd.insert(), [self._rij(g) for g in geweigerd[begin : begin + _SAMEN]])
                gc.collect(1)  # joserfc leaves what it encrypted in a cycle: 2 MB each, until somebody looks

    def _rij(self, geweigerde: Geweigerde) -> dict[str, Any]:
        inhoud = jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, geweigerde.ruw, self._sleutel)
        return {
            "regio": self._regio,
            "systeem": geweigerde.systeem[:64],
            "ontvangen": geweigerde.ontvangen.astimezone(UTC),
            "reden": geweigerde.reden[:600],
            "inhoud": inhoud.encode(),
        }

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
