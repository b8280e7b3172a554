"""Bundling: which signals become one proposal, with what evidence."""

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vol_reporting.signalen.bundeling import MINSTENS, VENSTER, bundel
from vol_reporting.signalen.melding import Melding
from vol_reporting.signalen.voorstel import HOOGSTENS, Bewijs

BEGIN = date(2026, 1, 10)


def melding(nummer: int, dag: int = 0, regio: str = "gent", **anders: Any) -> Melding:
    velden: dict[str, Any] = {
        "regio": regio,
        "signaal": f"s{nummer}",
        "source": f"urn:leerwinkel:{regio}:partners",
        "id": f"00000000-0000-4000-8000-{nummer:012}",
        "soort": "drempel",
        "thema": "nt2",
        "drempelsoort": "kinderopvang",
        "bestuursniveau": "vlaams",
        "gemeente": None,
        "doelgroepen": (),
        "dag": BEGIN + timedelta(days=dag),
    }
    return Melding(**velden | anders)


def test_signals_of_several_regions_about_the_same_become_one():
    vijf = [melding(n, dag=30 * n, regio=("gent", "limburg")[n % 2]) for n in range(5)]
    [voorstel] = bundel(vijf)
    assert (voorstel.thema, voorstel.drempelsoort, voorstel.regios) == ("nt2", "kinderopvang", ("gent", "limburg"))
    assert voorstel.waarom == "5 signalen over hetzelfde, uit 2 regio’s, in 121 dagen."
    gezegd = voorstel.gegevens()
    assert (gezegd.herkomst, gezegd.bewijs) == ("gebundeld", tuple(m.doel for m in vijf))


def test_another_theme_drempel_or_area_is_another_bundle():
    vier = [melding(n) for n in range(4)]
    andere: list[dict[str, Any]] = [{"thema": "evc"}, {"drempelsoort": None}, {"bestuursniveau": "lokaal"}]
    for anders in andere:
        assert bundel([*vier, melding(9, **anders)]) == []


def test_what_a_local_government_can_mend_is_bundled_per_region():
    zes = [melding(n, regio=("gent", "limburg")[n % 2], bestuursniveau="lokaal") for n in range(10)]
    assert sorted(v.regios for v in bundel(zes)) == [("gent",), ("limburg",)]


def test_the_window_is_half_a_year_from_the_oldest_signal_on():
    laatste = VENSTER.days - 1
    assert len(bundel([*(melding(n) for n in range(4)), melding(9, dag=laatste)])) == 1
    assert bundel([*(melding(n) for n in range(4)), melding(9, dag=laatste + 1)]) == []


def test_a_signal_is_in_one_bundle_and_a_lone_old_one_holds_nothing_up():
    oud, later = melding(0), [melding(n, dag=200 + n) for n in range(1, 11)]
    [voorstel] = bundel([oud, *later])
    assert voorstel.meldingen == tuple(later)
    assert bundel([oud, *later], {(m.source, m.id) for m in later[:6]}) == []


def test_a_bundle_fits_in_an_event():
    voorstellen = bundel(melding(n, regio="west-vlaanderen") for n in range(HOOGSTENS + MINSTENS))
    assert [len(v.meldingen) for v in voorstellen] == [HOOGSTENS, MINSTENS]
    assert len(voorstellen[0].gegevens().model_dump_json()) < 60_000


def test_the_evidence_tells_no_small_number_of_a_municipality():
    meldingen = [melding(n, 40 * n, gemeente="44021" if n < 4 else "41002", doelgroepen=("armoede",)) for n in range(5)]
    bewijs = Bewijs.van(meldingen)
    assert (bewijs.totaal, bewijs.regios, bewijs.gemeenten) == (5, {"gent": 5}, {"44021": 4})
    assert bewijs.doelgroepen == {"armoede": 5}
    assert sum(bewijs.maanden.values()) == 5


_VELD = st.tuples(
    st.integers(0, 400),
    st.sampled_from(["gent", "limburg", "brussel"]),
    st.sampled_from(["lokaal", "vlaams"]),
    st.sampled_from(["nt2", "evc"]),
)


@given(st.lists(_VELD, max_size=60), st.integers())
def test_the_order_in_which_signals_came_changes_nothing(velden: list[tuple[int, str, str, str]], zaad: int):
    alle = [
        melding(n, dag, regio, bestuursniveau=niveau, thema=thema)
        for n, (dag, regio, niveau, thema) in enumerate(velden)
    ]
    door_elkaar = [*alle, *alle[:5]]
    random.Random(zaad).shuffle(door_elkaar)
    voorstellen = bundel(door_elkaar)
    assert voorstellen == bundel(alle)
    gebruikt = [m.signaal for v in voorstellen for m in v.meldingen]
    assert len(gebruikt) == len(set(gebruikt))
    for v in voorstellen:
        assert len(v.meldingen) >= MINSTENS
        assert len({(m.thema, m.gebied) for m in v.meldingen}) == 1
        assert v.meldingen[-1].dag - v.meldingen[0].dag < VENSTER
