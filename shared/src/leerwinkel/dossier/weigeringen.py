"""Why a correction or a retraction is refused: the sentence of each reason, for the screens."""

from typing import Final

ZINNEN: Final[dict[str, str]] = {
    "gebeurtenis-onbekend": (
        "Deze registratie staat niet in dit dossier, dus je kunt ze hier niet wijzigen. Open het juiste dossier."
    ),
    "gebeurtenis-van-andere-dienst": (
        "Deze registratie hoort bij een ander onderdeel, dus je kunt ze hier niet wijzigen. Wijzig ze op dat scherm."
    ),
    "gebeurtenis-ingetrokken": (
        "Deze registratie is ingetrokken, dus verbeteren heeft geen gevolg. Maak eerst de intrekking ongedaan."
    ),
    "correctie-niet-te-corrigeren": (
        "Een verbetering kun je zelf niet verbeteren. Verbeter de oorspronkelijke registratie opnieuw,"
        " of trek de verbetering in."
    ),
    "gegevens-passen-niet": (
        "Deze gegevens passen niet bij deze soort registratie. Vul de velden van de registratie zelf in."
    ),
    "correctiereden-ontbreekt": "Verbeteren of intrekken kan alleen met een reden. Kies een reden uit de lijst.",
    "tijdstip-in-de-toekomst": "Wat gebeurd is, kan niet in de toekomst liggen. Kies een vroeger tijdstip.",
}
"""Per reason: what is not possible, why, and what to do."""
