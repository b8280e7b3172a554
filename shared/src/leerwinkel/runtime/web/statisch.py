"""Static files under an address that holds their content's hash, so that browsers may keep them for good."""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from importlib import resources

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

PAD = "/statisch"
_VOOR_ALTIJD = {"Cache-Control": "public, max-age=31536000, immutable"}
_GEEN = 404


@dataclass(frozen=True, slots=True)
class Bestand:
    """A static file as it is served."""

    adres: str
    soort: str
    inhoud: bytes


def statisch(naam: str) -> str:
    """The address of a static file of the shell. Raises KeyError for one that is not there."""
    return f"{PAD}/{_bestanden()[naam].adres}"


def koppel_statisch(app: Starlette) -> None:
    """Serve the shell's static files below `/statisch`; an address with an old hash is not found."""
    per_adres = {bestand.adres: bestand for bestand in _bestanden().values()}

    def geef(verzoek: Request) -> Response:
        bestand = per_adres.get(verzoek.path_params["adres"])
        if bestand is None:
            raise HTTPException(_GEEN)
        return Response(bestand.inhoud, media_type=bestand.soort, headers=_VOOR_ALTIJD)

    app.add_route(f"{PAD}/{{adres}}", geef, methods=["GET"], include_in_schema=False)


@cache
def _bestanden() -> dict[str, Bestand]:
    map_ = resources.files("leerwinkel.runtime.web") / "statisch"
    return {bron.name: _bestand(bron.name, bron.read_bytes()) for bron in map_.iterdir() if bron.is_file()}


def _bestand(naam: str, inhoud: bytes) -> Bestand:
    stam, _, extensie = naam.rpartition(".")
    vingerafdruk = hashlib.sha256(inhoud).hexdigest()[:12]
    soort = mimetypes.guess_type(naam)[0] or "application/octet-stream"
    return Bestand(f"{stam}.{vingerafdruk}.{extensie}", soort, inhoud)
