"""Reading events: bytes → a typed event, or the reason in Dutch why not.

Closed at entry (an unknown field is refused), tolerant when read (it is ignored; older versions are upcast).
"""

import json
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, cast

from pydantic import Field, TypeAdapter, ValidationError, create_model

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis, Gebeurtenis, Hoofding
from leerwinkel.gebeurtenissen.fouten import Fout, fouten_van
from leerwinkel.gebeurtenissen.register import REGISTER, Soort
from leerwinkel.gebeurtenissen.upcasters import STAPPEN, upcast
from leerwinkel.gebeurtenissen.vorige import VORIGE


@dataclass(slots=True)
class Onleesbaar(Exception):
    """The bytes are no event of the contract. `hoofding` is there where at least the envelope could be read."""

    fouten: list[Fout]
    hoofding: Hoofding | None = field(default=None)

    @property
    def reden(self) -> str:
        """What is wrong, in Dutch, at most three things in one line."""
        return "; ".join(str(fout) for fout in self.fouten[:3])

    def __str__(self) -> str:
        return self.reden


def _envelop(soort: Soort) -> type[AnyGebeurtenis]:
    velden: dict[str, Any] = {"type": (cast("Any", Literal)[soort.type], ...), "data": (soort.model, ...)}
    return create_model(f"Gebeurtenis{soort.model.__name__}", __base__=Gebeurtenis[soort.model], **velden)


@cache
def adapter() -> TypeAdapter[AnyGebeurtenis]:
    """One validator for all events, older versions too: a union discriminated by `type`, built once."""
    keuze: Any = None
    for soort in (*REGISTER.values(), *VORIGE.values()):
        keuze = _envelop(soort) if keuze is None else keuze | _envelop(soort)
    return TypeAdapter(cast("Any", Annotated)[keuze, Field(discriminator="type")])


def lees(ruw: bytes, *, streng: bool = False) -> AnyGebeurtenis:
    """The event in those bytes, in its newest version. Raises Onleesbaar.

    `streng` refuses fields that the contract does not know: for the door. Readers leave it off.
    """
    extra: Literal["forbid", "ignore"] = "forbid" if streng else "ignore"
    try:
        gebeurtenis = adapter().validate_json(ruw, extra=extra)
        return _vernieuwd(gebeurtenis) if gebeurtenis.type in STAPPEN else gebeurtenis
    except ValidationError as fout:
        raise Onleesbaar(fouten_van(fout), lees_hoofding(ruw)) from None


@lru_cache(maxsize=8192)
def lees_weer(ruw: bytes) -> AnyGebeurtenis:
    """As `lees`; what was read lately is remembered, for who reads the same dossiers again and again."""
    return lees(ruw)


def _vernieuwd(gebeurtenis: AnyGebeurtenis) -> AnyGebeurtenis:
    return adapter().validate_json(json.dumps(upcast(json.loads(gebeurtenis.ruw()))))


def lees_hoofding(ruw: bytes) -> Hoofding | None:
    """The envelope alone, whatever its data; None where not even that can be read."""
    try:
        return Hoofding.model_validate_json(ruw, extra="ignore")
    except ValidationError:
        return None
