"""Why partners refuses a command: the sentence of each reason, for the screens."""

from typing import Final

ZINNEN: Final[dict[str, str]] = {
    "partner-bestaat-al": "Deze partner bestaat al, met andere gegevens. Wijzig de partner in plaats daarvan.",
    "partner-onbekend": "Deze partner bestaat niet. Registreer de partner eerst.",
    "partner-beeindigd": (
        "Deze samenwerking is beëindigd, dus je kunt ze niet meer wijzigen. Registreer de partner opnieuw als jullie"
        " weer samenwerken."
    ),
    "loket-bestaat-al": "Dit loket is al open, met andere gegevens. Verbeter de registratie van de opening.",
    "loket-onbekend": "Dit loket bestaat niet. Open het loket eerst.",
    "loket-gesloten": "Dit loket is gesloten en blijft dat. Open een nieuw loket.",
    "zitdag-in-de-toekomst": (
        "Deze zitdag ligt in de toekomst, dus hij is nog niet gehouden. Registreer hem als hij voorbij is."
    ),
    "zitdag-al-geregistreerd": (
        "Op dit tijdstip is hier al een zitdag geregistreerd, met andere aantallen. Verbeter die registratie."
    ),
    "doorverwijzing-bestaat-al": (
        "Deze doorverwijzing bestaat al, met andere gegevens. Verbeter die registratie, of maak een nieuwe"
        " doorverwijzing."
    ),
    "doorverwijzing-dossier-afgesloten": (
        "Dit dossier is afgesloten, dus doorverwijzen kan niet. Heropen het dossier voor nazorg, of open een nieuw"
        " dossier voor een nieuwe vraag."
    ),
    "doorverwijzing-dossier-onbekend": (
        "Dit dossier bestaat nog niet, dus doorverwijzen kan niet. Registreer eerst de aanmelding."
    ),
    "toestemming-warme-overdracht-ontbreekt": (
        "De cliënt geeft geen toestemming voor een warme overdracht. Vraag die toestemming, of verwijs door zonder"
        " warme overdracht."
    ),
    "toestemming-terugkoppeling-ontbreekt": (
        "De cliënt geeft geen toestemming voor terugkoppeling aan de doorverwijzer. Vraag die toestemming eerst."
    ),
    "doorverwijzing-onbekend": (
        "Deze doorverwijzing staat niet in dit dossier. Registreer ze eerst, of open het juiste dossier."
    ),
    "doorverwijzing-al-beantwoord": (
        "Deze doorverwijzing is al anders beantwoord. Was dat fout, verbeter of trek dan dat antwoord in."
    ),
    "doorverwijzing-onbeantwoord": (
        "Deze doorverwijzing is nog niet beantwoord. Registreer eerst of de cliënt aanvaard of geweigerd is."
    ),
    "doorverwijzing-geweigerd": (
        "Deze doorverwijzing is geweigerd, dus je kunt ze niet afronden. Verwijs door naar een andere partner."
    ),
    "doorverwijzing-al-afgerond": (
        "Deze doorverwijzing is al afgerond, met een ander resultaat. Verbeter die registratie."
    ),
    "tweedelijnsvraag-in-de-toekomst": (
        "Dit antwoord ligt in de toekomst, dus het is nog niet gegeven. Kies een vroeger tijdstip."
    ),
    "signaal-bestaat-al": "Dit signaal is al gemeld, met andere gegevens. Verbeter het, of meld een nieuw signaal.",
    "signaal-onbekend": "Dit signaal is niet gemeld, dus je kunt het niet opvolgen. Meld het eerst.",
    "klacht-bestaat-al": "Deze klacht is al geregistreerd, met een ander thema. Verbeter die registratie.",
    "klacht-onbekend": "Deze klacht is niet geregistreerd, dus je kunt ze niet behandelen. Registreer ze eerst.",
    "klacht-al-behandeld": "Deze klacht is al behandeld, met een andere uitkomst. Verbeter die registratie.",
}
"""Per reason: what is not possible, why, and what to do."""
