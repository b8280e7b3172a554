"""Tables as a Data Package (Frictionless): a CSV per table, and a description that a program understands."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

PAKKET = "datapackage.json"
Velden = Mapping[str, Mapping[str, Any]]
"""Name of a column → its type and title, in the words of Table Schema."""


class Bron(NamedTuple):
    """A table as a file: `sleutel` names its rows, `ontbrekend` is what stands where there is no value."""

    naam: str
    titel: str
    omschrijving: str
    velden: Velden
    inhoud: bytes
    sleutel: Sequence[str]
    ontbrekend: Sequence[str] = ("",)

    @property
    def bestand(self) -> str:
        """How its file is called."""
        return f"{self.naam}.csv"


def als_csv(koppen: Iterable[str], rijen: Iterable[Iterable[Any]]) -> bytes:
    """With commas and in UTF-8, as the description says; nothing where there is no value."""
    tekst = io.StringIO(newline="")
    schrijver = csv.writer(tekst, lineterminator="\n")
    schrijver.writerow(koppen)
    schrijver.writerows(rijen)
    return tekst.getvalue().encode()


def als_json(waarde: Any) -> bytes:
    """Readable JSON that is the same for the same value."""
    return (json.dumps(waarde, ensure_ascii=False, indent=1) + "\n").encode()


def beschrijving(bron: Bron, **meer: Any) -> dict[str, Any]:
    """The table among the resources of its package; `meer` is said of it too."""
    return {
        "name": bron.naam,
        "path": bron.bestand,
        "profile": "tabular-data-resource",
        "title": bron.titel,
        "description": bron.omschrijving,
        **meer,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(bron.inhoud),
        "hash": f"sha256:{hashlib.sha256(bron.inhoud).hexdigest()}",
        "schema": {
            "fields": [{"name": naam, **vorm} for naam, vorm in bron.velden.items()],
            "missingValues": list(bron.ontbrekend),
            "primaryKey": list(bron.sleutel),
        },
    }
