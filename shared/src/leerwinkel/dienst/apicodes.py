"""What the API can answer, as its description says it (Dutch)."""

from collections.abc import Mapping
from typing import Any, Final

Codes = dict[int | str, dict[str, Any]]


def _codes(zinnen: Mapping[int, str]) -> Codes:
    return {code: {"description": zin} for code, zin in zinnen.items()}


_WACHT: Final = "Te veel verzoeken: `Retry-After` zegt hoe lang je wacht."
_MAG_NIET: Final = "Dat mag niet: je rol laat het niet toe, of het dossier is van een andere begeleider."
OPDRACHTCODES: Final = _codes(
    {
        401: "Niet aangemeld.",
        403: _MAG_NIET,
        404: "Het dossier is gewist.",
        409: "De opdracht is geweigerd; `code` zegt welke regel, `detail` waarom.",
        412: "Het dossier is veranderd sinds je het zag.",
        413: "De inhoud is te groot.",
        415: "Stuur application/json.",
        422: "De inhoud past niet.",
        429: _WACHT,
        503: "Het log antwoordt niet, of het is te druk. Geef dezelfde opdracht opnieuw, met dezelfde sleutel.",
    }
)
LEESCODES: Final = _codes(
    {
        401: "Niet aangemeld.",
        403: _MAG_NIET,
        404: "Er is niets, of het dossier is gewist.",
        422: "De vraag klopt niet.",
        429: _WACHT,
        503: "Het log antwoordt niet, of het is te druk.",
    }
)
DEURCODES: Final = _codes(
    {
        401: "Niet aangemeld: toon een pas.",
        403: "Deze pas is niet van een systeem dat hier gebeurtenissen mag aanbieden.",
        413: "De batch is te groot.",
        415: "Stuur application/cloudevents-batch+json.",
        422: "De inhoud is geen JSON-lijst, of een te lange.",
        429: _WACHT,
        503: "De deur antwoordt niet, of het is te druk. Bied dezelfde batch later opnieuw aan: er komt niets dubbel.",
    }
)
