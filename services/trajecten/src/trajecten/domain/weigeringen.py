"""Why trajecten says no, in the words of the screens: what is not possible, why, and what to do."""

from typing import Final

ZINNEN: Final[dict[str, str]] = {
    "al-beantwoord": "Je antwoord kan je niet meer wijzigen, want deze vraag is al beantwoord. Je hoeft niets te doen.",
    "andere-begeleider": (
        "Een andere begeleider kan dit niet doen: de cliënt houdt één begeleider, van intake tot opvolging. "
        "Draag het dossier eerst over, met een reden."
    ),
    "begeleider-ontbreekt": (
        "Je kan dit dossier niet overdragen, want het heeft nog geen begeleider. Registreer eerst het eerste gesprek."
    ),
    "client-overleden": "Je kan geen bevraging versturen, want de cliënt is overleden. Je hoeft niets te doen.",
    "dossier-afgesloten": "Dit kan niet, want het dossier was toen afgesloten. Heropen het dossier eerst, voor nazorg.",
    "dossier-nog-open": (
        "Je kan nog geen bevraging versturen, want het dossier is nog open. Sluit het dossier eerst af."
    ),
    "dossier-onbekend": "Dit kan niet, want er is geen aanmelding voor dit dossier. Registreer eerst de aanmelding.",
    "geen-dienstverlening": (
        "Je kan geen bevraging versturen, want de cliënt kreeg nog geen antwoord of gesprek. "
        "Ontbreekt er een registratie, vul die dan eerst aan."
    ),
    "gesprek-niet-beslist": (
        "Je kan geen sessie plannen of registreren, want de dispatching leidde niet naar een gesprek. "
        "Beslis eerst tot informatiebemiddeling."
    ),
    "gesprek-ontbreekt": (
        "Je kan nog geen traject starten, want er was nog geen gesprek. Registreer eerst het gesprek."
    ),
    "inschrijving-ontbreekt": (
        "Je kan de opleiding niet stopzetten, want er is geen inschrijving bekend. Stel eerst de inschrijving vast."
    ),
    "instemming-ontbreekt": (
        "Je kan geen traject starten zonder de instemming van de cliënt. Vraag eerst of de cliënt akkoord gaat."
    ),
    "keuze-bestaat-al": "Er is al een keuze geregistreerd. Koos de cliënt opnieuw, herzie dan die keuze.",
    "keuze-niet-van-client": (
        "Je kan deze keuze niet registreren: de cliënt kiest zelf. Bevestig dat het de eigen keuze van de cliënt is."
    ),
    "keuze-ontbreekt": "Dit kan nog niet, want de cliënt maakte nog geen keuze. Registreer eerst de keuze.",
    "keuze-zonder-gesprek": (
        "Je kan nog geen keuze registreren, want er was nog geen gesprek. Registreer eerst het gesprek."
    ),
    "moment-voorbij": (
        "Je kan geen sessie plannen in het verleden. Kies een later moment, of registreer een gehouden sessie."
    ),
    "nazorg-te-vroeg": (
        "Dit is nog geen nazorg, want het dossier loopt nog en er is geen inschrijving. Kies een andere soort sessie."
    ),
    "opvolging-voorbij": (
        "Je kan geen opvolging meer doen, want de cliënt is ingeschreven. Kies nazorg als de cliënt daarom vraagt."
    ),
    "reden-ontbreekt": "Je kan een dossier niet zonder reden overdragen. Kies een reden.",
    "sessie-al-gehouden": (
        "Dit kan niet, want deze sessie is al als gehouden geregistreerd. Klopt dat niet, corrigeer die registratie."
    ),
    "sessie-bestaat-al": "Je kan deze sessie niet plannen, want ze bestaat al. Verplaats ze, of plan een nieuwe.",
    "sessie-geannuleerd": (
        "Dit kan niet, want deze sessie is geannuleerd. Was er toch een gesprek, registreer het dan als nieuwe sessie."
    ),
    "sessie-in-toekomst": "Je kan een sessie pas registreren als ze er was. Plan ze, of kies een vroeger moment.",
    "sessie-niet-verschenen": (
        "Dit kan niet, want voor deze sessie is de cliënt als niet verschenen geregistreerd. "
        "Klopt dat niet, trek die registratie dan eerst in."
    ),
    "sessie-nog-niet-voorbij": (
        "Je kan nog niet registreren dat de cliënt niet verscheen, want de sessie moet nog komen. "
        "Annuleer ze als ze niet doorgaat."
    ),
    "sessie-onbekend": "Dit kan niet, want deze sessie is niet gepland. Kies een geplande sessie.",
    "toestemming-begeleiding-ingetrokken": (
        "Je kan geen traject starten, want de cliënt trok de toestemming voor begeleiding in. "
        "Registreer eerst een nieuwe toestemming."
    ),
    "toestemming-bevraging-ontbreekt": (
        "Je kan geen bevraging versturen, want de cliënt gaf daar geen toestemming voor. Vraag eerst die toestemming."
    ),
    "toestemming-inschrijving-ontbreekt": (
        "Je kan geen gegevens van de aanbieder of DAVINCI gebruiken, want de cliënt gaf daar geen toestemming voor. "
        "Vraag die toestemming, of kies de cliënt als bron."
    ),
    "traject-ontbreekt": (
        "Je kan hier geen begeleidingssessie plannen of registreren, want er liep dan geen traject. "
        "Start eerst een traject, met instemming van de cliënt."
    ),
}
"""By the code of a Refusal."""
