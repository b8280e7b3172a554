"""Targets and actions over real figures: what is measured, before and after, and as known at a stand."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Unpack

import pytest

from vol_reporting.bestand import Bestand
from vol_reporting.cijfers import Cijfer, Vraag, bereken
from vol_reporting.duiding import is_ja_of_nee
from vol_reporting.herleiding import Getal, per_gebied
from vol_reporting.indicatoren import definities
from vol_reporting.kwaliteit.bronnen import lees_acties, lees_doelen, lees_evaluaties
from vol_reporting.kwaliteit.effect import meet, vensters
from vol_reporting.kwaliteit.licht import Licht
from vol_reporting.kwaliteit.meting import MEERMAALS, Meter, deel_voorbij
from vol_reporting.kwaliteit.oordeel import beoordeel
from vol_reporting.kwaliteit.verbeteractie import Afgerond
from vol_reporting.periode import Periode
from vol_reporting.registratie.tabellen import ververs
from vol_reporting.statistiek import Interval, aandeel, verschil
from vol_reporting.statistiek.kansen import minstens
from vol_reporting.vraag import VLAANDEREN

from .bouw import Omslag, Verhaal, lokaal, opgeslagen
from .verhalen import VERHALEN


class Bron:
    """The storage of a story, with its registration."""

    bestand = Bestand(Path())

    def __init__(self, v: Verhaal) -> None:
        self.con = opgeslagen(v.ontvangsten)
        ververs(self.con)

    def cursor(self) -> Any:
        return self.con.cursor()

    def lezer(self) -> Any:
        return self.con.cursor()

    def posities(self) -> dict[str, int]:
        return {}

    def cijfers(self, vraag: Vraag) -> list[Cijfer]:
        return bereken(self.con.cursor(), vraag)


def meter(v: Verhaal, peil: str, **vraag: Any) -> Meter:
    return Meter(Bron(v), Vraag(**vraag), date.fromisoformat(peil))


def verwijs(v: Verhaal, maand: str, *, warm: int, koud: int, **omslag: Unpack[Omslag]) -> None:
    """So many referrals in a month, each on its own dossier."""
    for n in range(warm + koud):
        moment = lokaal(f"{maand}-10T10:00:00") + timedelta(minutes=n)
        data = {"doorverwijzing": f"v{maand}-{n}", "partnersoort": "cvo", "warm": n < warm}
        v.feit("doorverwijzing-gemaakt", f"d{maand}-{n}", moment, data, **omslag)


def begonnen(*regios: str) -> Verhaal:
    """A story in which these regions registered since the start of 2025."""
    v = Verhaal()
    for regio in regios or ("gent",):
        v.aanmelding("eerste", lokaal("2025-01-02T10:00:00"), regio=regio)
    return v


def vol(v: Verhaal, naam: str, entiteit: str, moment: datetime, data: dict[str, Any]) -> None:
    v.feit(naam, entiteit, moment, data, regio="vol", systeem="vol-reporting", ontvangen=moment)


TOEN, DAARNA, NU = (datetime(2026, maand, 1, 9, tzinfo=UTC) for maand in (1, 2, 3))
DOEL = {"indicator": "K02", "regio": "gent", "periode": "2025", "streefwaarde": 60.0, "grens": 40.0}


def test_the_difference_of_two_shares_counted_by_hand():
    """30 and 45 of 100: exact limits 21.24–39.98 and 35.03–55.27, so √(9.97² + 9.98²) and √(10.27² + 8.76²)."""
    voor, na = aandeel(30, 100), aandeel(45, 100)
    assert voor
    assert na
    gevonden = verschil(0.30, voor, 0.45, na)
    assert (gevonden.onder, gevonden.boven) == (pytest.approx(0.15 - 0.1411, abs=2e-4), pytest.approx(0.2850, abs=2e-4))


def test_the_difference_holds_the_true_one_at_least_95_times_in_100():
    """Exact: over all outcomes of two times twenty-five records."""
    n = 25
    kans = {p: [minstens(k, n, p) - minstens(k + 1, n, p) for k in range(n + 1)] for p in (0.1, 0.3, 0.5, 0.8)}
    ruimten = [aandeel(k, n) or Interval(0, 1) for k in range(n + 1)]
    for (p, voor), (q, na) in (((p, kans[p]), (q, kans[q])) for p in kans for q in kans):
        binnen = 0.0
        for i, j in ((i, j) for i in range(n + 1) for j in range(n + 1)):
            ruimte = verschil(i / n, ruimten[i], j / n, ruimten[j])
            binnen += voor[i] * na[j] if ruimte.onder <= q - p <= ruimte.boven else 0.0
        assert binnen >= 0.95, (p, q, binnen)


def test_before_and_after_are_the_same_months():
    zes = vensters(date(2026, 1, 15), date(2026, 3, 10), date(2026, 10, 5))
    assert zes
    assert (zes.na.label, zes.voor.label) == ("2026-04..2026-10", "2025-04..2025-10")
    lang = vensters(date(2026, 1, 1), date(2027, 1, 1), date(2029, 5, 5))
    assert lang
    assert (lang.na.label, lang.voor.label) == ("2027-01..2028-01", "2025-01..2026-01")
    overlapt = vensters(date(2026, 1, 1), date(2026, 4, 1), date(2027, 4, 1))
    assert overlapt
    assert (overlapt.na.label, overlapt.voor.label) == ("2026-04..2027-04", "2024-04..2025-04")
    assert vensters(date(2026, 1, 15), date(2026, 3, 1), date(2026, 3, 31)) is None


def test_so_much_of_a_year_went_by():
    jaar = Periode.lees("2026")
    dagen = [date(2025, 6, 1), date(2026, 1, 1), date(2026, 7, 2), date(2027, 1, 1), date(2028, 1, 1)]
    assert [deel_voorbij(jaar, dag) for dag in dagen] == [0, 0, pytest.approx(182 / 365), 1, 1]


def test_the_effect_on_warm_handover_of_100_before_and_100_after():
    warm_na = {"gent": 45, "limburg": 38, "brussel": 30, "antwerpen": 12}
    v = begonnen(*warm_na)
    for regio, warm in warm_na.items():
        verwijs(v, "2025-04", warm=30, koud=70, regio=regio)
        verwijs(v, "2026-04", warm=warm, koud=100 - warm, regio=regio)
    over, nu = vensters(date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 20)), meter(v, "2026-05-20")
    effecten = {regio: meet(nu, "K02", regio, "hoger", over) for regio in warm_na}
    for regio, effect in effecten.items():
        assert effect.voor
        assert effect.na
        assert (effect.voor.teller, effect.na.teller, effect.even_rijp) == (30, warm_na[regio], True)
        assert effect.verschil == pytest.approx(warm_na[regio] - 30)
    assert [effect.uitslag for effect in effecten.values()] == ["zoals-bedoeld", "toeval", "toeval", "andersom"]


def test_too_few_records_have_no_effect_and_an_action_of_today_has_none_yet():
    v = begonnen()
    verwijs(v, "2025-04", warm=1, koud=18)
    verwijs(v, "2026-04", warm=50, koud=0)
    kort = vensters(date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 20))
    assert meet(meter(v, "2026-05-20"), "K02", "gent", "hoger", kort).uitslag == "te-weinig"
    assert meet(meter(v, "2026-03-20"), "K02", "gent", "hoger", None).uitslag == "nog-niet"


def test_before_anybody_registered_is_no_zero():
    v = Verhaal()
    verwijs(v, "2025-04", warm=0, koud=30)
    verwijs(v, "2026-04", warm=50, koud=0)
    over = vensters(date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 20))
    effect = meet(meter(v, "2026-05-20"), "N01", "gent", "hoger", over)
    assert (effect.uitslag, effect.voor, effect.verschil) == ("geen-ervoor", None, None)


def test_before_is_looked_at_as_long_after_its_end_as_after_is():
    """Choices of 2025 that were registered in 2026 were not known on 20 May 2025."""
    v = begonnen()
    for jaar, telt in ((2025, 10), (2026, 10)):
        for n in range(40):
            dossier, dag = f"d{jaar}-{n}", lokaal(f"{jaar}-04-10T10:00:00") + timedelta(minutes=n)
            v.aanmelding(dossier, dag)
            v.feit("traject-gestart", dossier, dag, {"begeleider": "b1", "instemming": True}, systeem="trajecten")
            keuze = dag + timedelta(days=5 if n < telt else 200)
            if jaar == 2025 or n < telt:
                v.feit("keuze-gemaakt", dossier, keuze, {"aanbieder_soort": "cvo"}, systeem="trajecten")
    over = vensters(date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 20))
    effect = meet(meter(v, "2026-05-20"), "R01", "gent", "hoger", over)
    assert effect.voor
    assert (effect.voor.teller, effect.voor.noemer, effect.uitslag) == (10, 40, "toeval")
    assert effect.bekend_op == lokaal("2025-05-21T00:00:00")
    [alles] = [c for c in meter(v, "2026-05-20").cijfers(["R01"], [Periode.lees("2025")], "gent") if not c.dimensie]
    assert (alles.teller, alles.noemer) == (40, 40)


def test_what_was_registered_much_later_is_compared_as_it_is_and_said_to_be():
    v = begonnen()
    verwijs(v, "2025-04", warm=30, koud=70, geregistreerd=lokaal("2026-04-01T09:00:00"))
    verwijs(v, "2026-04", warm=45, koud=55)
    over = vensters(date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 20))
    effect = meet(meter(v, "2026-05-20"), "K02", "gent", "hoger", over)
    assert (effect.uitslag, effect.even_rijp) == ("zoals-bedoeld", False)


def test_a_revised_target_stays_what_it_was_at_its_stand():
    """Events: what decides is an event, so that it can be replayed."""
    v = Verhaal()
    verwijs(v, "2025-04", warm=50, koud=50)
    vol(v, "doelstelling-vastgelegd", "k02", TOEN, DOEL)
    vol(v, "doelstelling-vastgelegd", "k02", DAARNA, {**DOEL, "streefwaarde": 45.0})
    nu, toen = meter(v, "2026-05-20"), meter(v, "2026-05-20", stand={"gent": 100, "vol": 1})
    for kijk, streef, herzien, gezegd in (
        (nu, 45.0, 1, Licht("groen", "gehaald")),
        (toen, 60.0, 0, Licht("geen", "toeval")),  # 50 of 100: 39.8–60.2 %
    ):
        [gemeten] = beoordeel(kijk, lees_doelen(kijk.opslag.cursor(), kijk.vraag))
        assert gemeten.cijfer
        assert (gemeten.doel.gesteld.streefwaarde, gemeten.doel.herzien, gemeten.licht) == (streef, herzien, gezegd)
        assert (gemeten.cijfer.teller, gemeten.cijfer.noemer) == (50, 100)
    assert lees_doelen(nu.opslag.cursor(), Vraag(bekend_op=TOEN - timedelta(days=1))) == []


def test_a_target_of_a_row_and_one_of_a_count_that_is_under_way():
    v = Verhaal()
    for n in range(30):
        v.aanmelding(f"d{n}", lokaal("2026-02-01T10:00:00") + timedelta(minutes=n))
    rij = {"dimensie": "trap", "dimensiewaarde": "informatieverstrekking", "norm": "minstens"}
    vol(v, "doelstelling-vastgelegd", "b01", TOEN, {**DOEL, "indicator": "B01", "periode": "2026", "grens": 50.0})
    vol(v, "doelstelling-vastgelegd", "d01", TOEN, {**DOEL, **rij, "indicator": "D01", "periode": "2026"})
    half = meter(v, "2026-07-02")
    aantal, deel = beoordeel(half, lees_doelen(half.opslag.cursor(), half.vraag))
    assert (aantal.tot_nu, aantal.licht) == (pytest.approx(60 * 182 / 365), Licht("groen", "op-koers"))
    assert (deel.cijfer, deel.licht) == (None, Licht("geen", "geen-cijfer"))


def test_what_comes_too_early_or_twice_changes_nothing():
    v = Verhaal()
    start = {"indicatoren": ["K02"], "caf": "5", "verwacht": {"K02": "hoger"}, "einde": "2026-03-01"}
    vol(v, "verbeteractie-afgerond", "a1", TOEN, {"uitkomst": "doel-bereikt"})
    vol(v, "verbeteractie-gestart", "a1", DAARNA, start)
    vol(v, "verbeteractie-bijgestuurd", "a1", DAARNA + timedelta(days=1), {"bevinding": "op-koers"})
    vol(v, "verbeteractie-gestart", "a1", DAARNA + timedelta(days=2), {**start, "caf": "4"})
    vol(v, "verbeteractie-afgerond", "a1", NU, {"uitkomst": "stopgezet", "borging": "delen"})
    vol(v, "verbeteractie-afgerond", "a1", NU + timedelta(days=1), {"uitkomst": "doel-bereikt"})
    vol(v, "zelfevaluatie-vastgelegd", "z1", NU, {"regio": "gent", "jaar": 2026, "caf": "1", "score": 5})
    vol(v, "zelfevaluatie-vastgelegd", "z1", NU, {"regio": "gent", "jaar": 2026, "caf": "1", "score": 7})
    con = Bron(v).cursor()
    actie = lees_acties(con, Vraag())["a1"]
    assert isinstance(actie.stand, Afgerond)
    assert (actie.stand.eerst.caf, actie.stand.plan.einde, actie.stand.slot.uitkomst) == (
        "5",
        date(2026, 3, 1),
        "stopgezet",
    )
    assert actie.stand.plan.verwacht == {"K02": "hoger"}
    assert [g.data.gebeurtenisnaam() for g in actie.verloop] == [
        "verbeteractie-gestart", "verbeteractie-bijgestuurd", "verbeteractie-afgerond",
    ]  # fmt: skip
    assert {e.gescoord.score for e in lees_evaluaties(con, Vraag()).values()} == {7}
    assert lees_acties(con, Vraag(stand={"vol": 1})) == {}


@pytest.mark.lang
def test_of_a_share_every_record_counts_once_unless_it_is_said():
    """Only then its exact interval is right."""
    meermaals: set[str] = set()
    for vertel in VERHALEN:
        bron = Bron(vertel()[0])
        for d in definities().values():
            if d.eenheid == "%" and d.record is not None and not d.referenties:
                sommen = per_gebied(bron.lezer(), Getal(Vraag(codes=[d.code], regio=VLAANDEREN))).get(VLAANDEREN)
                if sommen is not None and not is_ja_of_nee(sommen):
                    meermaals.add(d.code)
    assert meermaals == MEERMAALS
