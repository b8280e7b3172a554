"""An event packed for the door: what the door must know of it, and its bytes, written out once."""

from typing import NamedTuple

from leerwinkel.gebeurtenissen.basis import Doel
from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis


class Verpakt(NamedTuple):
    """A regional event that fits the contract: `verpak` makes it. `doel` is the (source, id) of what it is about.

    Only corrections and retractions have one.
    """

    source: str
    id: str
    type: str
    entiteit: str
    onderwerp: str
    digest: bytes
    ruw: bytes
    doel: tuple[str, str] | None

    @property
    def sleutel(self) -> tuple[str, str]:
        """What identifies the event."""
        return self.source, self.id

    @property
    def regio(self) -> str:
        """The region that it is of."""
        return self.source.split(":", 3)[2]

    @property
    def soort(self) -> str:
        """The event's name without service and version."""
        return self.type.split(".", 4)[3]

    @property
    def bericht_id(self) -> str:
        """The value of `Nats-Msg-Id`."""
        return f"{self.source}:{self.id}"


def verpak(gebeurtenis: AnyGebeurtenis) -> Verpakt:
    """The same event for the door."""
    ruw, digest = gebeurtenis.ruw_en_digest()
    doel: object = vars(gebeurtenis.data).get("doel")
    return Verpakt(
        gebeurtenis.source,
        gebeurtenis.id,
        gebeurtenis.type,
        gebeurtenis.subject,
        gebeurtenis.onderwerp(),
        digest,
        ruw,
        (doel.source, doel.id) if isinstance(doel, Doel) else None,
    )
