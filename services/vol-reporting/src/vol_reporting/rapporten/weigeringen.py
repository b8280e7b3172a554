"""Why the VOL refuses to close a period or to freeze a report: the sentence of each reason, for the screens."""

from typing import Final

ZINNEN: Final[dict[str, str]] = {
    "afsluiting-niet-voorgesteld": "Niemand stelde voor om deze periode af te sluiten. Stel het eerst voor.",
    "goedkeurder-stelde-voor": "Wie het voorstelde, keurt het niet zelf goed. Laat het iemand anders doen.",
    "grond-ontbreekt": "Er zijn bevindingen. Kies waarom de periode toch afgesloten mag worden.",
    "periode-al-afgesloten": "Deze periode is al afgesloten. Dat verandert niet meer.",
    "periode-niet-afgesloten": "Deze periode is nog niet afgesloten. Laat het voorstel eerst goedkeuren.",
    "periode-niet-voorbij": "Deze periode is nog niet voorbij. Sluit ze af als ze voorbij is.",
    "rapport-al-bevroren": (
        "Dit rapport is al bevroren, en zou nu anders zijn: het programma veranderde. Het bevroren rapport blijft."
    ),
    "rapport-andere-stand": "Dit rapport is volgens een andere stand geteld dan de afsluiting. Maak het opnieuw.",
    "stand-voor-einde": "Er is nog geen stand vastgelegd na het einde van deze periode. Wacht tot de VOL er een heeft.",
    "voorstel-vervangen": "Intussen is er een ander voorstel. Kijk wat er veranderde, en keur dan goed.",
}
