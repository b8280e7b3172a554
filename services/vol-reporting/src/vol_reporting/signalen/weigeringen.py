"""Why the VOL refuses a command on a beleidssignaal: the sentence of each reason, for the screens."""

from typing import Final

ZINNEN: Final[dict[str, str]] = {
    "beleidssignaal-bestaat-al": "Dit beleidssignaal bestaat al, met ander bewijs. Bekijk het bord opnieuw.",
    "beleidssignaal-onbekend": "Dit beleidssignaal bestaat niet. Stel het eerst vast.",
    "beleidssignaal-zonder-eigenaar": "Niemand behandelt dit signaal al. Kies eerst wie het behandelt.",
    "beleidssignaal-beantwoord": (
        "Dit signaal is al beantwoord, dus het krijgt geen andere eigenaar meer. Geef een nieuw antwoord als er iets"
        " veranderde."
    ),
    "voorstel-veranderd": "Dit voorstel is intussen veranderd: er kwamen signalen bij. Bekijk het opnieuw.",
}
