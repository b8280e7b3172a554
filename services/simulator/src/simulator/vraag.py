"""What was asked for: which world, and how many dossiers where."""

from datetime import UTC, date, datetime

from leerwinkel.gebeurtenissen.codelijst import codelijst
from simulator.wereld import BRUSSEL, STREKEN, Wereld, verdeel


def lees_vraag(
    regio: str, dossiers: int, *, dagen: int, zaad: int, tot: date | None, knelpunt: str
) -> tuple[Wereld, dict[str, int]]:
    """The world and the dossiers per region. Raises ValueError, in Dutch, for what cannot be."""
    vandaag = datetime.now(UTC).astimezone(BRUSSEL).date()
    tot = tot or vandaag
    if regio != "alle" and regio not in STREKEN:
        raise ValueError(f"{regio} is geen regio; mogelijk is alle, {', '.join(STREKEN)}.")
    if tot > vandaag:
        raise ValueError("Wat nog moet gebeuren, kan niet gesimuleerd worden. Kies met --tot vandaag of vroeger.")
    if knelpunt not in codelijst("thema"):
        raise ValueError(f"{knelpunt} is geen thema; mogelijk is {', '.join(codelijst('thema'))}.")
    return Wereld(zaad, tot, dagen, knelpunt), verdeel(dossiers, list(STREKEN) if regio == "alle" else [regio])
