"""What a region and the linking service say to each other: a request and an answer, kept in no stream."""

from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from leerwinkel.gebeurtenissen.basis import Model, Token

HOOGSTENS: Final = 500
"""So many clients go in one message."""

Kenmerk = Literal["nummer", "naam-dag", "voornaam-dag", "naamklank-dag", "voornaamklank-dag", "namen-dag", "namen-jaar"]
"""What a mark is of. But for the national number each is of a name together with a date, so that few people share one:
how often a mark occurs then says nothing of a name."""

Merk = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Clientmerken(Model):
    """The marks of one client; without any where nothing is known of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    client: Token
    merken: dict[Kenmerk, Merk]


class Koppelbericht(Model):
    """These clients have these marks and no others; those are to be forgotten. `proef` tells keys apart."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    proef: Merk
    merken: Annotated[tuple[Clientmerken, ...], Field(max_length=HOOGSTENS)] = ()
    vergeet: Annotated[tuple[Token, ...], Field(max_length=HOOGSTENS)] = ()


class Koppelantwoord(Model):
    """`clienten`: of how many the service has something now. `fout` is a code, where nothing was taken in."""

    clienten: int = 0
    fout: Literal["onleesbaar", "onbekende-regio", "andere-sleutel"] | None = None


def onderwerp(regio: str) -> str:
    """Where the linking service hears a region."""
    return f"koppeling.{regio}"
