"""Why the VOL refuses a command of integrale kwaliteitszorg: the sentence of each reason, for screens and commands."""

from typing import Final

ZINNEN: Final[dict[str, str]] = {
    "doelstelling-onbekend-cijfer": "Dit cijfer bestaat niet. Kies er een uit de lijst.",
    "doelstelling-onbekende-rij": "Deze rij heeft het cijfer niet. Kijk op zijn pagina.",
    "doelstelling-bestaat-niet": "Dit doel bestaat niet. Leg het eerst vast.",
    "doelstelling-per-jaar": "Een doel gaat over een jaar, en dus over een cijfer dat je over een jaar kan tellen.",
    "doelstelling-zonder-richting": "Dit cijfer zegt zelf niet of hoger of lager beter is. Kies minstens of hoogstens.",
    "doelstelling-tegen-de-richting": "Dit cijfer heeft een andere richting. Laat minstens of hoogstens leeg.",
    "doelstelling-buiten-wat-kan": "Zo’n waarde kan dit cijfer niet hebben. Een aandeel ligt tussen 0 en 100.",
    "doelstelling-grens-aan-de-verkeerde-kant": (
        "De grens voor rood moet voorbij het doel liggen: lager bij minstens, hoger bij hoogstens."
    ),
    "doelstelling-buiten-overeenkomst": "Dit jaar valt niet in de vijf jaar van de beheersovereenkomst.",
    "verbeteractie-bestaat-al": "Deze actie bestaat al, met een ander plan.",
    "verbeteractie-onbekend": "Deze actie bestaat niet. Start ze eerst.",
    "verbeteractie-zonder-cijfer": "Kies een cijfer dat de actie moet veranderen. Anders kan je later niets meten.",
    "verbeteractie-onbekend-cijfer": "Een van de cijfers bestaat niet. Kies ze uit de lijst.",
    "verbeteractie-zonder-richting": "Zeg bij elk cijfer of het hoger of lager moet: niet elk cijfer zegt dat zelf.",
    "verbeteractie-zonder-dagen": "Zeg van wanneer tot wanneer de actie loopt. Wat daarna komt, kan het effect tonen.",
    "verbeteractie-eindigt-voor-ze-begint": "Het einde moet na het begin liggen.",
    "verbeteractie-zonder-check": "Leg eerst vast wat je onderweg zag. Zonder controle kan je ze alleen stopzetten.",
    "verbeteractie-afgerond": "Deze actie is al afgerond. Start een nieuwe als er nog iets moet gebeuren.",
    "zelfevaluatie-onbekend-criterium": "CAF heeft negen criteria. Kies er een van.",
    "zelfevaluatie-onvolledig": "Geef elk onderdeel een score.",
    "zelfevaluatie-zonder-bewijs": (
        "Een score boven 10 moet op iets steunen (CAF). Kies minstens één bewijsstuk, of geef hoogstens 10."
    ),
}
