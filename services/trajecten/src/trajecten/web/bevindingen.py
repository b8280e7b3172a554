"""What is to mend in a registration, in words, and where one mends it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from trajecten.leesmodel.bevindingen import ONTBREEKT, PROFIELVELDEN


class Bevinding(NamedTuple):
    """How a kind is called, what to do about it, and on which page below a dossier's, of which service."""

    naam: str
    uitleg: str
    service: str = "trajecten"
    pad: str = ""

    def adres(self, buren: Mapping[str, str], dossier: str) -> str:
        """Where it is mended."""
        voor = "" if self.service == "trajecten" else buren[self.service]
        return "/".join(filter(None, (f"{voor}/dossiers/{dossier}", self.pad)))


_TOESTEMMING: Final = ("intake", "toestemming")
_OMZET: Final = "Ga na of de toestemming er was, en registreer ze."

REGELS: Final[Mapping[str, Bevinding]] = {
    "dossier-zonder-aanmelding": Bevinding("Dossier zonder aanmelding", "Registreer hoe de vraag binnenkwam."),
    "sessie-voor-dispatching": Bevinding(
        "Gesprek voor de dispatching", "Registreer de beslissing, of verbeter het moment.", "intake", "dispatching"
    ),
    "sessie-op-afgesloten-dossier": Bevinding(
        "Gesprek op een afgesloten dossier", "Heropen voor nazorg, of verbeter het moment."
    ),
    "sessie-in-de-toekomst": Bevinding("Gesprek in de toekomst", "Verbeter het moment."),
    "keuze-zonder-traject": Bevinding("Keuze zonder traject", "Ga na of er een traject liep, en registreer het."),
    "traject-zonder-toestemming": Bevinding("Traject zonder toestemming", _OMZET, *_TOESTEMMING),
    "warme-overdracht-zonder-toestemming": Bevinding("Warme overdracht zonder toestemming", _OMZET, *_TOESTEMMING),
    "bevraging-zonder-toestemming": Bevinding("Bevraging zonder toestemming", _OMZET, *_TOESTEMMING),
    "koppeling-zonder-toestemming": Bevinding("Koppeling zonder toestemming", _OMZET, *_TOESTEMMING),
}
"""By the rule, as the VOL's figure Q07 calls it."""

_VELDNAMEN: Final = {
    "nationaliteit_groep": "Nationaliteit",
    "herkomst_groep": "Herkomst",
    "nederlands": "Kennis van het Nederlands",
}

VELDEN: Final[Mapping[str, Bevinding]] = {
    ONTBREEKT + veld: Bevinding(
        f"{_VELDNAMEN.get(veld, veld.replace('_', ' ').capitalize())} niet gekend",
        "Vraag het bij het volgende gesprek, en vul het profiel aan.",
        "intake",
        "profiel",
    )
    for veld in PROFIELVELDEN
}
"""What is not known of a cliënt with whom there was a talk."""

BEVINDINGEN: Final = {**REGELS, **VELDEN}
