"""The CloudEvents 1.0 envelope, and what follows from it: the NATS subject and the digest of the content.

Its attributes are the storage format (CloudEvents structured JSON).
"""

import hashlib
import json
from datetime import UTC
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, SerializeAsAny
from pydantic_core import to_json

from leerwinkel.gebeurtenissen.basis import Bron, Doel, Gegevens, Model, Tijdstip, Token, Uuid, VolGegevens

D = TypeVar("D")

Verwijzing = Annotated[str, Field(min_length=1, max_length=200)]


class Hoofding(Model):
    """The envelope without its data: what can be known of an event whose content cannot be read."""

    specversion: Literal["1.0"]
    id: Uuid
    source: Bron
    type: Annotated[str, Field(pattern=r"^be\.leerwinkel\.[a-z-]+\.[a-z-]+\.v\d{1,3}$")]
    subject: Token
    time: Tijdstip
    recordedtime: Tijdstip
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: Annotated[str, Field(max_length=300)] | None = None
    correlationid: Verwijzing | None = None
    causationid: Verwijzing | None = None
    medewerker: Token | None = None
    traceparent: Annotated[str, Field(pattern=r"^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")] | None = None

    @property
    def regio(self) -> str:
        """The region (or `vol`) that the source belongs to."""
        return self.source.split(":")[2]

    @property
    def systeem(self) -> str:
        """The system within the region, e.g. `intake` or `import`."""
        return self.source.split(":")[3]

    @property
    def service(self) -> str:
        """The service that the event is of, by its type."""
        return self.type.split(".")[2]

    @property
    def soort(self) -> str:
        """The event's name without service and version, e.g. `sessie-gehouden`."""
        return self.type.split(".")[3]

    @property
    def sleutel(self) -> Doel:
        """What identifies the event: unique (source, id)."""
        return Doel(source=self.source, id=self.id)


class Gebeurtenis(Hoofding, Generic[D]):
    """An event as it stands on the log: envelope and data."""

    data: SerializeAsAny[D]

    def onderwerp(self) -> str:
        """The subject under which a log keeps it.

        In a region `leerwinkel.<regio>.<service>.<entiteit>.<gebeurtenis>`; of the VOL `vol.<bereik>.<entiteit>.…`.
        """
        if isinstance(self.data, VolGegevens):
            return f"vol.{self.data.bereik_token()}.{self.subject}.{self.soort}"
        _, _, service, soort, _ = self.type.split(".")
        return f"leerwinkel.{self.regio}.{service}.{self.subject}.{soort}"

    def bericht_id(self) -> str:
        """The value of `Nats-Msg-Id`."""
        return f"{self.source}:{self.id}"

    def ruw(self) -> bytes:
        """The bytes for the log: no absent fields, UTF-8."""
        return self.__pydantic_serializer__.to_json(self, exclude_none=True)

    def digest(self) -> bytes:
        """SHA-256 of what was said, 32 bytes. Two sendings with one id and one digest are a repeat.

        The trace context is not part of it: it belongs to the sending. A moment counts as the instant that it names,
        however it is written. Fields count in the order of the model, so that order is part of the storage format.
        """
        return self.ruw_en_digest()[1]

    def ruw_en_digest(self) -> tuple[bytes, bytes]:
        """Both, for the price of one writing: the digest is that of `ruw` with its moments in UTC.

        They stand beside each other in it, and nothing before them can look like it: free text comes later.
        """
        ruw = self.ruw()
        in_utc = to_json({"time": self.time.astimezone(UTC), "recordedtime": self.recordedtime.astimezone(UTC)})
        begin = ruw.index(b'"time":')
        gezegd = b"".join((ruw[:begin], in_utc[1:-1], ruw[ruw.index(b',"datacontenttype":', begin) :]))
        if self.traceparent is not None:
            gezegd = gezegd.replace(b',"traceparent":' + to_json(self.traceparent), b"", 1)
        return ruw, hashlib.sha256(gezegd).digest()


AnyGebeurtenis = Gebeurtenis[Gegevens]
"""An event whose kind is known only at run time."""


def gegevens_als_json(gegevens: Gegevens) -> dict[str, Any]:
    """The data of an event as plain JSON values, absent fields left out."""
    return json.loads(gegevens.model_dump_json(exclude_none=True))
