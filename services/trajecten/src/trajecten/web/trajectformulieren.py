"""The forms of a traject and of what came of it: start, handing over, drempel, keuze, inschrijving and after."""

from typing import Final

from leerwinkel.gebeurtenissen.codelijst import codelijst
from leerwinkel.gebeurtenissen.trajecten import (
    DrempelVastgesteld,
    GetuigschriftBehaald,
    InschrijvingVastgesteld,
    KeuzeGemaakt,
    KeuzeHerzien,
    MicrocontactGeregistreerd,
    OpleidingStopgezet,
)
from trajecten.domain.keuze import KeuzeAanpassen, KeuzeRegistreren
from trajecten.domain.traject import (
    BegeleiderWijzigen,
    DrempelVaststellen,
    MicrocontactRegistreren,
    TrajectStarten,
)
from trajecten.domain.uitkomst import GetuigschriftVaststellen, InschrijvingVaststellen, OpleidingStopzetten
from trajecten.handelingen import Handeling, Ingevuld, Omstandigheid
from trajecten.web.formulier import Formulier, Invulhulp
from trajecten.web.velden import JA_NEE, Opties, Veld, code, getal, keuze, misschien, vink
from trajecten.web.woorden import keuzes

_NIVEAUS: Final[Opties] = [(str(n), f"VKS {n}") for n in range(1, 9)]
_ERNST: Final[Opties] = [("1", "Licht"), ("2", "Ernstig"), ("3", "Heel ernstig")]
_AANBIEDERS: Final[Opties] = [
    (soort.code, soort.label_nl)
    for soort in codelijst("partnersoort").values()
    if soort.groep in ("aanbieder", "andere")
]
_MEEST: Final = 99


def _traject(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    begeleider = in_.een_van("begeleider", bij.begeleiders) or ""
    in_.klaar()
    return Handeling(TrajectStarten(begeleider=begeleider, instemming=in_.vink("instemming")))


def _begeleider(in_: Ingevuld, bij: Omstandigheid) -> Handeling:
    naar, reden = in_.een_van("naar", bij.begeleiders) or "", in_.code("reden", "wisselreden")
    in_.klaar()
    return Handeling(BegeleiderWijzigen(naar=naar, reden=reden))


def _drempel(in_: Ingevuld, _bij: Omstandigheid) -> Handeling:
    soort, thema = in_.code("drempelsoort", "drempelsoort"), in_.misschien("thema", "thema")
    ernst = in_.getal_misschien("ernst", 1, 3)
    in_.klaar()
    return Handeling(DrempelVaststellen(drempel=DrempelVastgesteld(drempelsoort=soort, thema=thema, ernst=ernst)))


def _contact(in_: Ingevuld, _bij: Omstandigheid) -> Handeling:
    medium, richting = in_.code("medium", "medium"), in_.code("richting", "richting")
    duur = in_.getal_misschien("duur_minuten", 1, 480)
    in_.klaar()
    contact = MicrocontactGeregistreerd(medium=medium, richting=richting, duur_minuten=duur)
    return Handeling(MicrocontactRegistreren(contact=contact))


def _keuze(in_: Ingevuld, _bij: Omstandigheid) -> Handeling:
    """`herzien` says which of both the form was for: sent again it is the same command."""
    keuze = KeuzeHerzien.model_construct(
        aanbieder_soort=in_.code("aanbieder_soort", "partnersoort"),
        niveau=in_.getal_misschien("niveau", 1, 8),
        studiegebied=in_.misschien("studiegebied", "isced_f_breed"),
        evc=in_.ja_of_nee("evc"),
        overwogen_opties=in_.getal_misschien("overwogen_opties", 0, _MEEST),
        klaar_voor_inschrijving=in_.ja_of_nee("klaar_voor_inschrijving"),
    )
    van_client = in_.vink("van_client")
    in_.klaar()
    if in_.tekst("herzien") == "ja":
        return Handeling(KeuzeAanpassen(keuze=KeuzeHerzien.model_validate(dict(keuze)), van_client=van_client))
    return Handeling(KeuzeRegistreren(keuze=KeuzeGemaakt.model_validate(dict(keuze)), van_client=van_client))


def _inschrijving(in_: Ingevuld, _bij: Omstandigheid) -> Handeling:
    bron, soort = in_.code("bron", "inschrijvingsbron"), in_.code("aanbieder_soort", "partnersoort")
    dag = in_.dag_misschien("ingangsdatum")
    in_.klaar()
    ingeschreven = InschrijvingVastgesteld(bron=bron, aanbieder_soort=soort, ingangsdatum=dag)
    return Handeling(InschrijvingVaststellen(inschrijving=ingeschreven))


def _stopzetting(in_: Ingevuld, _bij: Omstandigheid) -> Handeling:
    bron, reden = in_.code("bron", "inschrijvingsbron"), in_.misschien("reden", "stopreden")
    dag = in_.dag_misschien("datum")
    in_.klaar()
    return Handeling(OpleidingStopzetten(stopzetting=OpleidingStopgezet(bron=bron, datum=dag, reden=reden)))


def _getuigschrift(in_: Ingevuld, _bij: Omstandigheid) -> Handeling:
    bron, niveau = in_.code("bron", "inschrijvingsbron"), in_.getal_misschien("niveau", 1, 8)
    dag = in_.dag_misschien("datum")
    in_.klaar()
    return Handeling(GetuigschriftVaststellen(getuigschrift=GetuigschriftBehaald(bron=bron, datum=dag, niveau=niveau)))


def _velden_van_keuze(hulp: Invulhulp) -> list[Veld]:
    was = hulp.dossier.feiten.keuze
    return [
        Veld("herzien", "", "verborgen", ("ja" if was else "nee",)),
        keuze("aanbieder_soort", "Soort aanbieder", _AANBIEDERS, was.aanbieder_soort if was else ""),
        misschien("niveau", "Niveau", _NIVEAUS),
        misschien("studiegebied", "Studiegebied", keuzes("isced_f_breed")),
        keuze("evc", "Met erkenning van wat de cliënt al kan (EVC)", JA_NEE),
        getal("overwogen_opties", "Hoeveel mogelijkheden zijn overwogen?"),
        keuze("klaar_voor_inschrijving", "Klaar om in te schrijven", JA_NEE),
        vink("van_client", "Dit is de eigen keuze van de cliënt"),
    ]


def _velden_van_inschrijving(hulp: Invulhulp) -> list[Veld]:
    was = hulp.dossier.feiten.keuze
    return [
        _BRON,
        keuze("aanbieder_soort", "Soort aanbieder", _AANBIEDERS, was.aanbieder_soort if was else ""),
        Veld("ingangsdatum", "De opleiding begint op", "dag", uitleg="Mag leeg blijven."),
    ]


_BRON: Final = code("bron", "Wie zegt het?", "inschrijvingsbron", "client")

FORMULIEREN: Final = (
    Formulier(
        "traject",
        "Traject starten",
        "Start het traject",
        _traject,
        lambda hulp: [
            keuze("begeleider", "Begeleider", list(hulp.begeleiders.items()), hulp.begeleider),
            vink("instemming", "De cliënt stemt in met een begeleidingstraject"),
        ],
    ),
    Formulier("keuze", "Keuze van de cliënt", "Bewaar de keuze", _keuze, _velden_van_keuze),
    Formulier("inschrijving", "Inschrijving", "Bewaar de inschrijving", _inschrijving, _velden_van_inschrijving),
    Formulier(
        "begeleider",
        "Dossier overdragen",
        "Draag over",
        _begeleider,
        lambda hulp: [
            keuze(
                "naar", "Nieuwe begeleider", [paar for paar in hulp.begeleiders.items() if paar[0] != hulp.begeleider]
            ),
            code("reden", "Reden", "wisselreden"),
        ],
        "De cliënt houdt liefst één begeleider. Draag alleen over als het moet.",
    ),
    Formulier(
        "drempel",
        "Drempel vaststellen",
        "Bewaar de drempel",
        _drempel,
        lambda _: [
            code("drempelsoort", "Wat houdt de cliënt tegen?", "drempelsoort"),
            misschien("thema", "Thema", keuzes("thema")),
            misschien("ernst", "Hoe ernstig?", _ERNST),
        ],
    ),
    Formulier(
        "stopzetting",
        "Opleiding stopgezet",
        "Bewaar",
        _stopzetting,
        lambda _: [_BRON, Veld("datum", "Gestopt op", "dag"), misschien("reden", "Reden", keuzes("stopreden"))],
    ),
    Formulier(
        "getuigschrift",
        "Getuigschrift behaald",
        "Bewaar",
        _getuigschrift,
        lambda _: [_BRON, Veld("datum", "Behaald op", "dag"), misschien("niveau", "Niveau", _NIVEAUS)],
    ),
)

CONTACT: Final = Formulier(
    "contact",
    "Kort contact",
    "Registreer",
    _contact,
    lambda _: [
        code("medium", "Hoe?", "medium"),
        code("richting", "Richting", "richting", "uit"),
        getal("duur_minuten", "Duur in minuten", "", "Mag leeg blijven."),
    ],
)
