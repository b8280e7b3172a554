"""How a process gets in at a NATS node: where it is, as whom, and by which certificate it knows the node."""

import ssl
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from nats.aio.client import Client

from leerwinkel.runtime.zegbaar import Zegbaar
from leerwinkel.transport.domain import DomainClient
from leerwinkel.transport.nkey import mend_nkeys


class Wie(StrEnum):
    """The users of a node. Those of a region and those of the hub are others; `beheer` and `net` are of each node."""

    KERN = "kern"
    INTAKE = "intake"
    TRAJECTEN = "trajecten"
    PARTNERS = "partners"
    WAARMERK = "waarmerk"
    PUBLICEER = "publiceer"
    LIJN = "lijn"
    VOL = "vol"
    GETUIGE = "getuige"
    KOPPELDIENST = "koppeldienst"
    AUDITOR = "auditor"
    HERSTEL = "herstel"
    OVERZICHT = "overzicht"
    BEHEER = "beheer"
    NET = "net"


LEZERS = (Wie.AUDITOR, Wie.HERSTEL, Wie.OVERZICHT)
"""Who only looks: in an account of their own, so that nothing they ask can be answered into a log."""


class GeenToegang(Zegbaar):
    """Who asks has no key for this node; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Ingang:
    """A node for one user. Without `zaad`, the file of the key, the node is open: only for tests of other things.

    `domein`: of the node, for a user whose account has no streams itself.
    """

    url: str
    wie: str = ""
    postvak: str = "_INBOX"
    zaad: Path | None = None
    ca: Path | None = None
    domein: str = ""

    def client(self) -> Client:
        """A connection that is not made yet."""
        return DomainClient(self.domein) if self.domein else Client()

    def opties(self) -> dict[str, Any]:
        """What a connection of nats-py needs beside the address."""
        if self.zaad is None:
            return {}
        mend_nkeys()
        tls = {"tls": vertrouwd} if (vertrouwd := self.vertrouwt()) else {}
        return {"nkeys_seed": str(self.zaad), "inbox_prefix": self.postvak} | tls

    def vertrouwt(self) -> ssl.SSLContext | None:
        """Believes only the node's own authority, and only for its name; None where the connection is in clear."""
        return ssl.create_default_context(cafile=str(self.ca)) if self.ca else None


def postvak(knoop: str, wie: str) -> str:
    """Under which subjects the answers to a user come: of each user others, and nobody else may listen there."""
    return f"_INBOX.{knoop}.{wie}"


def zoek(map_: Path, knoop: str, wie: str, url: str, *, tls: bool) -> Ingang:
    """The way in with the key in that folder; an open one where the node has none. Raises GeenToegang."""
    if not map_.is_dir():
        return Ingang(url, wie)
    zaad = map_ / f"{wie}.zaad"
    if not zaad.is_file():
        raise GeenToegang(
            f"Er is geen sleutel voor ‘{wie}’ bij {knoop}. Maak hem met `leerwinkel toegang maak`, of vraag hem "
            f"aan wie het knooppunt beheert, en zet hem in {zaad}."
        )
    ca = map_ / "ca.pem"
    return Ingang(url, wie, postvak(knoop, wie), zaad, ca if tls else None, knoop if wie in LEZERS else "")
