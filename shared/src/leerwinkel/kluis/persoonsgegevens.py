"""Who the cliënt is: what a region may know of a person, and what stands in the JWE of an event.

The field names are the storage format, for as long as the log lasts.
"""

import json
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from stdnum.be import bis, nn

from leerwinkel.gebeurtenissen.basis import Datum, Model

_VAST = 64
"""Text is filled up to a multiple of this, so that its length says little about a name."""


def rijksregisternummer(waarde: str) -> str:
    """In eleven digits, of a national or a bis number. Raises ValueError if the check digits do not fit."""
    kaal = nn.compact(waarde)
    if not (nn.is_valid(kaal) or bis.is_valid(kaal)):
        raise ValueError("geen rijksregisternummer of bisnummer: het controlegetal klopt niet")
    return kaal


Rijksregisternummer = Annotated[str, Field(max_length=20), AfterValidator(rijksregisternummer)]


def _tekst(hoogstens: int) -> Any:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=hoogstens)


Naam = Annotated[str, _tekst(100)]


class Persoonsgegevens(Model):
    """What identifies a cliënt. It never shows itself in a log or an error message."""

    model_config = ConfigDict(hide_input_in_errors=True)

    naam: Naam
    voornaam: Naam
    geboortedatum: Datum | None = None
    rijksregisternummer: Rijksregisternummer | None = None
    telefoon: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9 ()./-]{6,30}$")] | None = None
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]{1,64}@[^@\s]{1,190}$")] | None = None
    adres: Annotated[str, _tekst(300)] | None = None
    notitie: Annotated[str, _tekst(8_000)] | None = None

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return []

    def __str__(self) -> str:
        return repr(self)


_VELDEN = TypeAdapter(dict[str, Any])


def als_tekst(gegevens: Persoonsgegevens) -> bytes:
    """The text that is encrypted: JSON, filled up with spaces."""
    tekst = gegevens.model_dump_json(exclude_none=True).encode()
    return tekst.ljust(-(-len(tekst) // _VAST) * _VAST)


def uit_tekst(tekst: bytes) -> Persoonsgegevens:
    """Read what any version wrote: an unknown field, or one that no longer fits, is passed over.

    Raises ValueError if there is no name in it.
    """
    gelezen = _VELDEN.validate_json(tekst)
    velden = {naam: gelezen[naam] for naam in Persoonsgegevens.model_fields if naam in gelezen}
    try:
        return _gekeurd(velden)
    except ValidationError as fout:
        stuk = {str(f["loc"][0]) for f in fout.errors(include_input=False, include_url=False)}
    return _gekeurd({naam: waarde for naam, waarde in velden.items() if naam not in stuk})


def _gekeurd(velden: dict[str, Any]) -> Persoonsgegevens:
    return Persoonsgegevens.model_validate_json(json.dumps(velden))
