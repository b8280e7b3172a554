"""How far a story goes: a short answer, one talk, a traject, or nothing of that (blueprint 3.2)."""

from datetime import timedelta
from typing import Final

from intake.domain.dispatching import DISPATCHING, InformatieVerstrekken
from leerwinkel.dossier.correctie import CORRECTIE, GebeurtenisIntrekken
from leerwinkel.gebeurtenissen.intake import InformatieVerstrekt
from leerwinkel.gebeurtenissen.trajecten import DrempelVastgesteld
from simulator.aanloop import ONTVANGEN
from simulator.afloop import kies, koppel_terug, schrijft_in, verwijs_door
from simulator.dossierverhaal import ONTHAAL, Dossierverhaal
from simulator.gesprekken import GEMIDDELD_INTAKE, houd, laat_gebeuren, maak_afspraak, mis, plan, verschijnt_niet
from simulator.verhaal import open_moment
from trajecten.domain.traject import BegeleiderWijzigen, DrempelVaststellen, TrajectStarten

INFORMATIE, BEMIDDELING, TRAJECT = "informatieverstrekking", "informatiebemiddeling", "begeleidingstraject"
AANDEEL: Final = {INFORMATIE: 0.28, BEMIDDELING: 0.37, TRAJECT: 0.35}
"""Blueprint 7.2: how many leervragen each step answers."""
MINUTEN: Final = {INFORMATIE: 26.0, BEMIDDELING: 69.0, TRAJECT: 185.0}
"""The same: how long a step takes."""
GESPREKKEN, CONTACTEN = 2.2, 22.0
"""Blueprint 3.3: talks per cliënt who had one, contacts per traject."""
SESSIES: Final = {2: 0.30, 3: 0.34, 4: 0.16, 5: 0.09, 6: 0.05, 7: 0.03, 8: 0.02, 9: 0.01}
"""Talks in a traject: 3.47 on average, so that with the one talk of informatiebemiddeling it is 2.2 per cliënt."""
_GEMIDDELD: Final = sum(aantal * deel for aantal, deel in SESSIES.items())
_VERVOLG: Final = (MINUTEN[TRAJECT] - GEMIDDELD_INTAKE) / (_GEMIDDELD - 1)
_DREMPELS: Final = {
    "dispositioneel": 14,
    "institutioneel": 14,
    "financieel": 18,
    "situationeel-tijd": 12,
    "situationeel-steun": 7,
    "taal": 12,
    "kinderopvang": 10,
    "mobiliteit": 7,
    "informationeel": 6,
}
_MET_DREMPEL, _HAAKT_AF, _WISSEL, _DUBBEL, _INGETROKKEN = 0.67, 0.16, 0.05, 0.01, 0.03


def informatie(verhaal: Dossierverhaal) -> None:
    """A concrete question, answered at once."""
    verhaal.even()
    verhaal.beslis(INFORMATIE, "concrete-leervraag")
    if verhaal.misschien(0.5):
        verhaal.stem_toe("bevraging", ONTHAAL)
    verhaal.even()
    verstrekt = InformatieVerstrekt(
        medium=verhaal.kies({"telefoon": 35, "e-mail": 25, "gesprek": 30, "chat": 10}),
        duur_minuten=verhaal.minuten(MINUTEN[INFORMATIE]),
        beantwoord=True,
    )
    wanneer = verhaal.laat()
    command = InformatieVerstrekken(informatie=verstrekt, tijdstip=verhaal.nu, nu=wanneer)
    verhaal.zet("intake", DISPATCHING, command, ONTHAAL, geregistreerd=wanneer)
    if verhaal.misschien(0.3):
        verhaal.wacht(verhaal.ongeveer(2))
    verhaal.even(30)
    verhaal.sluit_af("beantwoord", ONTHAAL)


def bemiddeling(verhaal: Dossierverhaal) -> None:
    """One talk; a few short contacts; then the cliënt goes on alone, with or without a keuze."""
    _eerste_gesprek(verhaal, BEMIDDELING, MINUTEN[BEMIDDELING])
    for _ in range(verhaal.kans.randrange(4)):
        verhaal.wacht(verhaal.ongeveer(2.5))
        verhaal.contact()
    verhaal.wacht(verhaal.ongeveer(5))
    if not verhaal.misschien(0.4):
        verhaal.sluit_af(verhaal.kies({"beantwoord": 8, "afgehaakt": 1}))
        return
    kies(verhaal)
    _uitkomst(verhaal, ingeschreven=0.45)


def traject(verhaal: Dossierverhaal) -> None:
    """Several talks with many short contacts between them, to a keuze and an enrolment; some drop out."""
    _eerste_gesprek(verhaal, "intake", GEMIDDELD_INTAKE)
    _start(verhaal)
    _drempels(verhaal)
    sessies = verhaal.kies(SESSIES)
    contacten = round(verhaal.ongeveer(CONTACTEN - _GEMIDDELD, 4))
    afgehaakt = verhaal.misschien(_HAAKT_AF)
    for beurt in range(1, sessies):
        _contacten(verhaal, contacten * beurt // sessies - contacten * (beurt - 1) // sessies, 12)
        gepland = plan(verhaal, "begeleiding", open_moment(verhaal.nu + timedelta(days=verhaal.ongeveer(4))))
        houd(verhaal, laat_gebeuren(verhaal, gepland), "begeleiding", _VERVOLG)
        if beurt == 1 and verhaal.misschien(_WISSEL):
            _draag_over(verhaal)
    verhaal.wacht(verhaal.ongeveer(2))
    if not afgehaakt:
        kies(verhaal)
    _contacten(verhaal, contacten - contacten * (sessies - 1) // sessies, 10)
    if afgehaakt:
        verhaal.sluit_af("afgehaakt")
    else:
        _uitkomst(verhaal, ingeschreven=0.88)


def _start(verhaal: Dossierverhaal) -> None:
    """Only with consent, after the talk."""
    verhaal.stem_toe("begeleiding", verhaal.begeleider)
    verhaal.even()
    verhaal.beslis(TRAJECT, "na-gesprek", verhaal.begeleider)
    verhaal.even()
    verhaal.traject(TrajectStarten(begeleider=verhaal.begeleider, instemming=True))
    verhaal.even()


def _eerste_gesprek(verhaal: Dossierverhaal, soort: str, gemiddeld: float) -> None:
    verhaal.even()
    gepland = maak_afspraak(verhaal, "leernood")
    houd(verhaal, laat_gebeuren(verhaal, gepland), soort, gemiddeld)
    verhaal.vraag_toestemmingen(verhaal.begeleider)
    verhaal.even()
    if verhaal.ontvangen_van:
        koppel_terug(verhaal, ONTVANGEN)
        verhaal.even()


def _contacten(verhaal: Dossierverhaal, aantal: int, dagen: float) -> None:
    """So many within about so many days. A few are registered twice, and one of them retracted."""
    for _ in range(aantal):
        verhaal.wacht(verhaal.ongeveer(dagen / (aantal + 1), 1.5))
        verhaal.contact()
        if verhaal.misschien(_DUBBEL):
            verhaal.even(1)
            dubbel = verhaal.contact()
            verhaal.even(10)
            intrekken = GebeurtenisIntrekken(service="trajecten", doel=dubbel.doel, reden="dubbel")
            wanneer = max(dubbel.geregistreerd, verhaal.nu) + timedelta(minutes=1)
            verhaal.zet("trajecten", CORRECTIE, intrekken, verhaal.begeleider, geregistreerd=wanneer)


def _drempels(verhaal: Dossierverhaal) -> None:
    """What holds somebody back; where the bottleneck is felt, that more often."""
    if verhaal.wereld.knelt(verhaal.regio, verhaal.nu) and verhaal.misschien(0.5):
        _stel_vast(verhaal, "institutioneel", verhaal.wereld.knelpunt)
    elif verhaal.misschien(_MET_DREMPEL):
        for soort in dict.fromkeys(verhaal.kies(_DREMPELS) for _ in range(verhaal.kies({1: 5, 2: 3, 3: 1}))):
            _stel_vast(verhaal, soort, verhaal.thema)


def _stel_vast(verhaal: Dossierverhaal, soort: str, thema: str) -> None:
    drempel = DrempelVastgesteld(drempelsoort=soort, thema=thema, ernst=verhaal.kies({1: 3, 2: 5, 3: 2}))
    verhaal.traject(DrempelVaststellen(drempel=drempel))


def _draag_over(verhaal: Dossierverhaal) -> None:
    eerste, nummer = verhaal.begeleider.rsplit("-", 1)
    ander = f"{eerste}-{int(nummer) % verhaal.streek.begeleiders + 1}"
    reden = verhaal.kies({"afwezigheid": 3, "uit-dienst": 3, "werkverdeling": 2, "expertise": 1, "vraag-client": 1})
    verhaal.even()
    verhaal.traject(BegeleiderWijzigen(naar=ander, reden=reden))
    verhaal.begeleider = ander


def _uitkomst(verhaal: Dossierverhaal, *, ingeschreven: float) -> None:
    """After the keuze: sent on or not, enrolled or not, and the dossier ends."""
    if verhaal.toestemmingen and verhaal.misschien(_INGETROKKEN):
        verhaal.trek_in(verhaal.een_van(sorted(verhaal.toestemmingen)))
    verwezen = verhaal.misschien(0.45) and verwijs_door(verhaal, verhaal.keuze or "cvo", "opleiding")
    if verhaal.misschien(ingeschreven):
        schrijft_in(verhaal, verwezen=verwezen)
        verhaal.wacht(verhaal.ongeveer(3))
        verhaal.sluit_af("ingeschreven")
    else:
        verhaal.wacht(verhaal.ongeveer(8))
        verhaal.sluit_af("keuze")


def buiten(verhaal: Dossierverhaal, besluit: str) -> None:
    """Not for the leerwinkel: on to VDAB, or to the CLB."""
    verhaal.even()
    soort, reden, doel = {
        "doorverwezen": ("werkwinkel", "traject-naar-werk", "werk"),
        "buiten-doelgroep": ("clb", "nog-secundair", "leerplicht"),
    }[besluit]
    verhaal.beslis(besluit, reden)
    verhaal.even()
    verwijs_door(verhaal, soort, doel)
    verhaal.even(30)
    verhaal.sluit_af(besluit, ONTHAAL)


def onbereikbaar(verhaal: Dossierverhaal) -> None:
    """An appointment, missed twice; then nobody answers."""
    verhaal.even()
    mis(verhaal, verschijnt_niet(verhaal, maak_afspraak(verhaal, "leernood")))
    for _ in range(2):
        verhaal.wacht(verhaal.ongeveer(4))
        verhaal.contact()
    verhaal.wacht(verhaal.ongeveer(10))
    verhaal.sluit_af("niet-bereikbaar")
