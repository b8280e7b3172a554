"""How people sign in, as the settings say it; without a provider there, that for trying out on this machine."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leerwinkel.identiteit.acmidm import Profiel
from leerwinkel.identiteit.oidc import Aanbieder, Aanmelddienst
from leerwinkel.inname.sleutels import sleutel
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.zegbaar import Zegbaar

_MEDEWERKERS: Final = "medewerkers"


class GeenGeheim(Zegbaar):
    """The secret of our pages is not there; the message is for the user (Dutch)."""


@dataclass(frozen=True, slots=True)
class Aanmeldwijze:
    """How one application signs people in. `adres`: where its pages are for a browser."""

    dienst: Aanmelddienst
    profiel: Profiel
    adres: str

    @property
    def veilig(self) -> bool:
        """Whether its pages are served over https."""
        return self.adres.startswith("https://")


def aanmeldwijze(i: Instellingen, toepassing: str, dienst: str, vervoer: Any = None) -> Aanmeldwijze:
    """That of a service of a region, or of the VOL, which are each an application. Raises GeenGeheim."""
    geheim = sleutel(i.sleutelmap(toepassing), _MEDEWERKERS) if i.oidc_uitgever else None
    profiel = Profiel(i.oidc_toepassing, i.oidc_organisaties, geheim)
    return Aanmeldwijze(Aanmelddienst(aanbieder(i), vervoer), profiel, i.buren[dienst])


def aanbieder(i: Instellingen) -> Aanbieder:
    """Who signs people in. Raises GeenGeheim."""
    if i.oidc_uitgever is None:
        return Aanbieder(proefuitgever(i), i.oidc_client, sleutel(i.data / "proefaanmelding", "client").hex())
    return Aanbieder(i.oidc_uitgever, i.oidc_client, _geheim(i.oidc_geheim))


def proefuitgever(i: Instellingen) -> str:
    """Where the provider for trying out is."""
    return f"http://127.0.0.1:{i.proefaanmelding_poort}"


def _geheim(bestand: Path | None) -> str:
    if bestand is None:
        raise GeenGeheim("Zet in LEERWINKEL_OIDC_GEHEIM het bestand met het geheim dat bij de aanmelddienst hoort.")
    try:
        geheim = bestand.read_text().strip()
    except OSError as fout:
        raise GeenGeheim(f"Het bestand {bestand} (LEERWINKEL_OIDC_GEHEIM) kan niet gelezen worden.") from fout
    if not geheim:
        raise GeenGeheim(f"Het bestand {bestand} (LEERWINKEL_OIDC_GEHEIM) is leeg.")
    return geheim
