"""Stories small enough to count by hand, each with what lies on an edge of a definition, and what it comes to."""

from datetime import datetime
from typing import Any

from vol_reporting.cijfers import Periode, Vraag

from .bouw import Verhaal, lokaal

Rij = tuple[str, str | None, int | None, int | None, float | None]
BEGIN = lokaal("2016-01-01T09:00:00")


def op(dag: str, uur: int = 9) -> datetime:
    return lokaal(f"2016-{dag}T{uur:02}:00:00")


def referentie(v: Verhaal, naam: str, waarde: float, regio: str | None = "gent", van: str = "2016-01-01") -> None:
    data = {"naam": naam, "waarde": waarde, "bron": f"bron van {naam}", "geldig_van": van}
    v.feit("referentiewaarde-vastgelegd", naam, BEGIN, data | ({"regio": regio} if regio else {}), regio="vol")


def bereik() -> tuple[Verhaal, Vraag, list[Rij]]:
    """a and b are one cliënt; b has the sixth year BSO, of d the schooling is not known, e has a foreign diploma."""
    v = Verhaal()
    armoede = {"hoogste_diploma": "so-graad2", "kansengroepen": ["armoede"]}
    weg = {"wijze": "doorverwijzer", "partnersoort": "ocmw"}
    v.aanmelding("a", data={"client": "c1", "profiel": armoede, "toeleiding": weg})
    v.aanmelding("b", data={"client": "c1", "profiel": {"hoogste_diploma": "bso-jaar6", "kansengroepen": []}})
    v.aanmelding("c", data={"profiel": {"hoogste_diploma": "bachelor", "kansengroepen": []}, "kanaal": "chat"})
    v.aanmelding("d", data={"profiel": {"hoogste_diploma": "onbekend", "kansengroepen": ["onbekend"]}})
    v.aanmelding("e", data={"profiel": {"hoogste_diploma": "buitenlands", "diploma_erkend": "nee"}})
    referentie(v, "inwoners-18-64", 2000)
    referentie(v, "aandeel-laaggeschoold", 25)
    return (
        v,
        Vraag(Periode.lees("2016")),
        [
            ("B03", None, 4, 2000, 2),
            ("B04", None, 3, 5, 60),
            ("B04", "laaggeschoold onbekend", 1, 5, 20),
            ("B05", None, 3, 5, 60),
            ("B05", "kansengroepen laaggeschoold", 3, 5, 60),
            ("B05", "kansengroepen armoede", 1, 5, 20),
            ("B05", "kansengroepen geen", 1, 5, 20),
            ("B05", "kansengroepen onbekend", 1, 5, 20),
            ("B05", "kansengroepen niet-gevraagd", 1, 5, 20),
            ("B06", "toeleiding doorverwijzer", 1, 5, 20),
            ("B06", "partnersoort ocmw", 1, 5, 20),
            ("B07", "kanaal telefoon", 4, 5, 80),
            ("B08", None, 3, 4, 3),
        ],
    )


def wachten() -> tuple[Verhaal, Vraag, list[Rij]]:
    """Over a weekend, Easter Monday and Ascension Day; e waits a whole week. The norm is one day; for talks there is
    none."""
    v = Verhaal()
    dagen = {"a": "03-25 03-29", "b": "03-25 03-25", "c": "04-02 04-04", "d": "05-04 05-06", "e": "06-06 06-13"}
    for dossier, van_tot in dagen.items():
        van, tot = van_tot.split()
        v.aanmelding(dossier, op(van, 23))
        v.feit("dispatching-beslist", dossier, op(tot, 23), {"besluit": "begeleidingstraject"})
    v.feit("informatie-verstrekt", "a", op("03-25"), {"medium": "chat", "duur_minuten": 5, "beantwoord": True})
    v.sessie("a", op("05-10"), 30)
    v.sessie("b", op("03-25"), 60)
    v.feit("traject-gestart", "b", op("05-12"), {"begeleider": "b1", "instemming": True})
    v.feit("sessie-niet-verschenen", "a", op("05-11"), {"sessie": "x"})
    for sessie, wie, dag in (("p", "client", "05-20"), ("q", "client", "05-19"), ("r", "leerwinkel", "05-20")):
        moment = {"moment": op("05-20", 14).isoformat(), "begeleider": "b1", "vorm": "fysiek", "soort": "intake"}
        v.feit("sessie-gepland", "b", op("05-01"), {"sessie": sessie, **moment})
        v.feit("sessie-geannuleerd", "b", op(dag), {"sessie": sessie, "door": wie})
    referentie(v, "norm-wachttijd-dispatching", 1, None)
    referentie(v, "uurkost", 60, None)
    referentie(v, "uurkost", 90, "gent", "2016-03-26")
    return (
        v,
        Vraag(Periode.lees("2016")),
        [
            ("D02", None, 2, 3, 200 / 3),
            ("D02", "stap informatieverstrekking", 1, 1, 100),
            ("D02", "stap informatiebemiddeling", 1, 2, 50),
            ("D07", None, 1, 4, 25),
            ("D08", None, 8, 5, 1),
            ("D08", "tot-dispatching mediaan", 8, 5, 1),
            ("D08", "tot-dispatching p90", 8, 5, 3.4),
            ("D08", "tot-sessie mediaan", 30, 2, 15),
            ("D08", "binnen-norm dispatching", 4, 5, 80),
            ("D08", "binnen-norm sessie", None, 2, None),
            ("D10", None, 90, 2, 45),
            ("D10", "trap begeleidingstraject", 60, 1, 60),
            ("D10", "trap informatiebemiddeling", 30, 1, 30),
        ],
    )


def traject() -> tuple[Verhaal, Vraag, list[Rij]]:
    """b chose before the start and enrolled after 91 days; c chose 61 days before the question is asked, and was spoken
    with after enrolling only."""
    v = Verhaal()
    toestemming = {"doel": "begeleiding"}
    for dossier in "abc":
        v.aanmelding(dossier, op("01-04"))
        v.feit("toestemming-gegeven", dossier, op("01-31"), toestemming)
    v.feit("toestemming-ingetrokken", "b", op("01-31", 10), toestemming)
    sessie = {"soort": "begeleiding", "vorm": "fysiek", "duur_minuten": 60}
    for nummer, (dossier, dag, wie) in enumerate(
        [("a", "02-02", "b1"), ("a", "02-03", "b1"), ("b", "02-02", "b1"), ("b", "06-01", "b2"), ("c", "08-05", "b1")]
    ):
        v.feit("sessie-gehouden", dossier, op(dag), {**sessie, "sessie": f"s{nummer}", "begeleider": wie})
    for dossier in "ab":
        v.feit("traject-gestart", dossier, op("02-01"), {"begeleider": "b1", "instemming": True})
    for dossier, dag in (("a", "02-11"), ("b", "01-20"), ("b", "02-21"), ("c", "08-01")):
        v.feit("keuze-gemaakt", dossier, op(dag), {"aanbieder_soort": "cvo"})
    v.feit("microcontact-geregistreerd", "a", op("02-20"), {"medium": "chat", "richting": "uit"})
    for dossier, dag in (("a", "05-11"), ("b", "04-20"), ("c", "08-03")):
        v.feit("inschrijving-vastgesteld", dossier, op(dag), {"bron": "client", "aanbieder_soort": "cvo"})
    v.feit("opleiding-stopgezet", "b", op("09-01"), {"bron": "client"})
    for dossier, reden in (("a", "afgehaakt"), ("b", "keuze"), ("c", "niet-bereikbaar")):
        v.feit("dossier-afgesloten", dossier, op("09-10"), {"reden": reden})
    v.feit("dossier-heropend", "b", op("09-20"), {"aanleiding": "nazorg"})
    return (
        v,
        Vraag(Periode.lees("2016"), bekend_op=op("10-01")),
        [
            ("D09", None, 30, 2, 15),
            ("D09", "doorlooptijd p90", 30, 2, 19),
            ("R04", None, 1, 2, 50),
            ("R06", None, 2, 3, 200 / 3),
            ("R06", "afsluitreden keuze", 1, 3, 100 / 3),
            ("R07", None, 1, 3, 100 / 3),
            ("R08", None, 1, 3, 100 / 3),
            ("K01", None, 1, 2, 50),
            ("K05", None, 2, 3, 200 / 3),
            ("K06", None, 1, 2, 50),
        ],
    )


def verwijzen() -> tuple[Verhaal, Vraag, list[Rij]]:
    """v1 and v2 are answered; of the open ones v3 waits 15 days and v4 14."""
    v = Verhaal()
    v.aanmelding("a", op("01-04"))
    for nr, soort, dag, partner, partnersoort, warm in (
        ("v1", "gemaakt", "04-01", "p1", "ocmw", True),
        ("v2", "gemaakt", "04-01", "p1", "cvo", False),
        ("v3", "ontvangen", "04-01", "p2", "ocmw", True),
        ("v4", "gemaakt", "04-02", None, "ocmw", False),
    ):
        data = {"doorverwijzing": nr, "partnersoort": partnersoort, "warm": warm}
        v.feit(f"doorverwijzing-{soort}", "a", op(dag), data | ({"partner": partner} if partner else {}))
    v.feit("doorverwijzing-geweigerd", "a", op("04-02"), {"doorverwijzing": "v1", "reden": "volzet"})
    v.feit("doorverwijzing-aanvaard", "a", op("04-04"), {"doorverwijzing": "v1"})
    v.feit("doorverwijzing-geweigerd", "a", op("04-11"), {"doorverwijzing": "v2", "reden": "volzet"})
    v.feit("terugkoppeling-gegeven", "a", op("04-05"), {"doorverwijzing": "v1", "richting": "in"})
    return (
        v,
        Vraag(Periode.lees("2016-04"), bekend_op=op("04-16")),
        [
            ("K02", None, 1, 3, 100 / 3),
            ("K03", None, 1, 2, 50),
            ("K03", "verwijsrichting uit", 1, 2, 50),
            ("K04", None, 2, 4, 50),
            ("K04", "antwoord aanvaard", 1, 4, 25),
            ("K04", "antwoord geweigerd", 1, 4, 25),
            ("K04", "antwoord open", 2, 4, 50),
            ("K04", "open-termijn langer-dan-14-dagen", 1, 4, 25),
            ("K04", "verwijsrichting in", 0, 1, 0),
            ("K04", "tot-antwoord mediaan", 13, 2, 6.5),
            ("K04", "tot-antwoord p90", 13, 2, 9.3),
            ("N01", None, 2, None, 2),
            ("N01", "partnersoort ocmw", 2, None, 2),
            ("N01", "partnersoort cvo", 1, None, 1),
        ],
    )


def netwerk() -> tuple[Verhaal, Vraag, list[Rij]]:
    """Two municipalities that merged; one signal followed up on the sixtieth day, one the day after, one is too new."""
    v = Verhaal()
    for bezoekers in (5, 0):
        v.feit("zitdag-gehouden", "l1", op("02-01"), {"gemeente": "44021", "bezoekers": bezoekers, "duur_minuten": 60})
    for doelgroep, deelnemers in (("jongeren", 12), ("jongeren", 8), ("werkenden", 1)):
        data = {"doelgroep": doelgroep, "deelnemers": deelnemers, "duur_minuten": 60}
        v.feit("infosessie-gehouden", "gent", op("02-01"), data)
    vraag = {"partnersoort": "ocmw", "thema": "nt2", "duur_minuten": 5}
    v.feit("tweedelijnsvraag-beantwoord", "gent", op("02-01"), vraag)
    gemeld: dict[str, dict[str, Any]] = {"g1": {"gemeente": "44001"}, "g2": {"gemeente": "44084"}, "g3": {}}
    for signaal, extra in gemeld.items():
        data = {"soort": "drempel", "thema": "nt2", "bestuursniveau": "lokaal", "ernst": 1, **extra}
        v.feit("signaal-gemeld", signaal, op("05-01" if signaal == "g3" else "02-01"), data)
    for signaal, dag in (("g1", "04-01"), ("g2", "04-02")):
        v.feit("signaal-opgevolgd", signaal, op(dag, 23), {"door": "leerwinkel", "gevolg": "andere"})
    return (
        v,
        Vraag(Periode.lees("2016"), bekend_op=op("06-29")),
        [
            ("N02", None, 2, None, 2),
            ("N02", "opkomst bezoekers", 5, None, 5),
            ("N03", "partnersoort ocmw", 1, None, 1),
            ("N03", "thema nt2", 1, None, 1),
            ("N04", None, 3, None, 3),
            ("N04", "opkomst deelnemers", 21, None, 21),
            ("N04", "doelgroep jongeren", 2, None, 2),
            ("S01", None, 3, None, 3),
            ("S01", "signaalsoort drempel", 3, None, 3),
            ("S01", "gemeente 44084", 2, None, 2),
            ("S01", "gemeente niet-gevraagd", 1, None, 1),
            ("S02", None, 1, 2, 50),
        ],
    )


def kwaliteit() -> tuple[Verhaal, Vraag, list[Rij]]:
    """Three of thirteen fields filled, one of them unknown. Of four facts one was corrected, one retracted, and the
    retraction of another was itself retracted."""
    v = Verhaal()
    v.aanmelding("a", data={"profiel": {"geslacht": "m", "statuut": "onbekend", "kansengroepen": []}})
    contact = {"medium": "chat", "richting": "uit"}
    verbeterd = v.feit("microcontact-geregistreerd", "a", data=contact)
    v.corrigeer(verbeterd, {**contact, "richting": "in"})
    v.trek_in(v.feit("microcontact-geregistreerd", "a", data=contact))
    v.trek_in(v.trek_in(v.feit("microcontact-geregistreerd", "a", data=contact)))
    return (
        v,
        Vraag(Periode.lees("2016-01")),
        [
            ("Q01", None, 3, 13, 300 / 13),
            ("Q01", "profielveld geslacht", 1, 1, 100),
            ("Q01", "profielveld gemeente", 0, 1, 0),
            ("Q02", None, 11, 13, 1100 / 13),
            ("Q02", "niet-geweten onbekend", 1, 13, 100 / 13),
            ("Q02", "niet-geweten niet-gevraagd", 10, 13, 1000 / 13),
            ("Q05", None, 2, 4, 50),
            ("Q05", "correctie gecorrigeerd", 1, 4, 25),
            ("Q05", "correctie ingetrokken", 1, 4, 25),
        ],
    )


VERHALEN = (bereik, wachten, traject, verwijzen, netwerk, kwaliteit)
