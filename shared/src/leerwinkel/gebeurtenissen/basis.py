"""Building blocks of the language: closed, frozen models and the shapes of their fields.

Names and fields of everything built on these are the storage format: a change is a new version with an upcaster.
"""

import re
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from leerwinkel.gebeurtenissen.codelijst import Code

Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""An id: one token of a NATS subject, so no dot, space or wildcard; never a name or a number of a person."""

Jwe = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$")]
"""Encrypted text: JWE compact serialisation (RFC 7516). Only the region can read it."""

Regio = Annotated[str, Code("regio")]
Minuten = Annotated[int, Field(ge=1, le=480)]
Aantal = Annotated[int, Field(ge=0, le=1_000_000)]
Ernst = Annotated[int, Field(ge=1, le=3)]
Niveau = Annotated[int, Field(ge=1, le=8)]


class Model(BaseModel):
    """Frozen, closed (an unknown field is refused) and strict (no text where a number belongs)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Gegevens(Model):
    """The data of one kind of event. Subclasses say where it belongs; the name follows from the class."""

    service: ClassVar[str]
    entiteit: ClassVar[str] = "dossier"
    versie: ClassVar[int] = 1

    @classmethod
    def gebeurtenisnaam(cls) -> str:
        """The event's name in kebab case: `SessieGehouden` is `sessie-gehouden`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def gebeurtenistype(cls) -> str:
        """The CloudEvents type, e.g. `be.leerwinkel.trajecten.sessie-gehouden.v1`."""
        return f"be.leerwinkel.{cls.service}.{cls.gebeurtenisnaam()}.v{cls.versie}"


Bron = Annotated[str, Field(pattern=r"^urn:leerwinkel:[a-z-]{1,32}:[a-z0-9-]{1,48}$")]
"""Who says it: `urn:leerwinkel:<regio>:<systeem>`."""

Uuid = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", to_lower=True),
]
"""Any UUID, in lower case once read."""


class Doel(Model):
    """The event that a correction or a retraction names."""

    source: Bron
    id: Uuid
