"""Why the VOL refuses a judgement on a pair: the sentence of each reason, for the screens."""

from typing import Final

ZINNEN: Final[dict[str, str]] = {
    "dubbel-niet-voorgesteld": "Dit paar is niet voorgesteld, dus er is niets te beoordelen.",
    "dubbel-al-beoordeeld": "Dit paar is al anders beoordeeld. Draai dat oordeel eerst terug.",
    "gevolg-veranderd": "Het gevolg is intussen anders dan wat je zag. Kijk opnieuw, en beslis dan.",
    "dubbel-gewist": "Iemand van dit paar is gewist. Er valt niets meer te beoordelen.",
}
