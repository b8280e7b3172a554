"""Why the domain says no, in words for the person at the screen: what cannot be, why, and what to do."""

ZINNEN: dict[str, str] = {
    "al-aangemeld": "Dit dossier heeft al een aanmelding. Open voor een nieuwe vraag een nieuw dossier, "
    "of corrigeer de aanmelding.",
    "al-afgesloten": "Dit dossier is al afgesloten, om een andere reden. Corrigeer de afsluiting, "
    "of heropen het dossier voor nazorg.",
    "al-later-beslist": "Dit kan niet met dit moment: er is al iets van later geregistreerd dat geldt. "
    "Kies een later moment, of corrigeer wat er staat.",
    "dossier-afgesloten": "Dit kan niet op een afgesloten dossier. Heropen het voor nazorg, "
    "of open voor een nieuwe vraag een nieuw dossier.",
    "niet-afgesloten": "Heropenen kan niet: dit dossier is niet afgesloten. Je kunt er gewoon in verder werken.",
    "niet-gekoppeld": "Ontkoppelen kan niet: deze twee cliënten zijn hier niet gekoppeld. "
    "Zoek de koppeling bij de andere cliënt.",
    "nog-geen-aanmelding": "Dit kan nog niet: dit dossier heeft geen aanmelding. Registreer eerst de aanmelding.",
    "nog-geen-gesprek": "Een begeleidingstraject kan pas na een gesprek. Plan een gesprek en registreer het "
    "als het geweest is.",
    "nog-niet-gebeurd": "Dit moment ligt in de toekomst, dus het is nog niet gebeurd. Kijk de datum en het uur na.",
    "nog-niet-gedispatcht": "Een antwoord registreren kan nog niet: er is niet beslist wat er met de vraag gebeurt. "
    "Beslis eerst de dispatching.",
    "persoonsgegevens-vernietigd": "Koppelen kan niet: de persoonsgegevens zijn vernietigd, "
    "dus niemand kan nog nagaan wie het was. Werk verder zonder koppeling.",
    "toestemming-later-gegeven": "De cliënt gaf deze toestemming pas later dan dit moment. "
    "Kies het moment waarop de cliënt het zei.",
    "toestemming-later-ingetrokken": "De cliënt trok deze toestemming in op dit moment of later. "
    "Kies het moment waarop de cliënt ze opnieuw gaf.",
    "toestemming-ontbreekt": "Een begeleidingstraject kan niet: de cliënt stemde niet in met begeleiding. "
    "Vraag het, en registreer de toestemming.",
    "voor-de-aanmelding": "Dit kan niet: dit moment ligt voor de aanmelding. Kies een later moment, "
    "of corrigeer de aanmelding.",
    "zelfde-client": "Dit is tweemaal dezelfde cliënt. Kies een andere cliënt om mee te koppelen.",
    "zonder-aanmelding-afgesloten": "Dit dossier is afgesloten voor er een aanmelding was. "
    "Open voor deze vraag een nieuw dossier.",
}
"""By the code of the refusal."""
