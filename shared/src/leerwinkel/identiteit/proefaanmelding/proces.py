"""The process of the provider for trying out."""

from leerwinkel.identiteit.inrichting import aanbieder
from leerwinkel.identiteit.proefaanmelding.app import proefaanmelding
from leerwinkel.identiteit.proefgebruikers import proefgebruikers
from leerwinkel.runtime.instellingen import Instellingen
from leerwinkel.runtime.web.serveren import serveer
from leerwinkel.runtime.zegbaar import Zegbaar


class AndereAanbieder(Zegbaar):
    """Real people sign in here; the message is for the user (Dutch)."""


async def draai(i: Instellingen) -> None:
    """Serve until cancelled. Raises AndereAanbieder."""
    if i.oidc_uitgever:
        raise AndereAanbieder(
            "Hier meldt men zich aan bij LEERWINKEL_OIDC_UITGEVER: de proefaanmelding mag er niet zijn."
        )
    wie = aanbieder(i)
    adressen = sorted({*i.lokaal.values(), *i.buren.values()})
    app = proefaanmelding(wie.uitgever, (wie.client, wie.geheim), adressen, proefgebruikers(i.regio), i.oidc_toepassing)
    await serveer(app, i.proefaanmelding_poort)
