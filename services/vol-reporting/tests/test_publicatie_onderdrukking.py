"""Disclosure control on small tables, where every possible world can be written out; and beside another program."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytauargus import protect
from pytauargus.engine import run_batch

from vol_reporting.publicatie.bewijs import Bewijs
from vol_reporting.publicatie.cellen import KLEIN, Laag, Plaats, Puzzel, Som, SomKloptNiet, puzzel
from vol_reporting.publicatie.onderdrukking import NietBewezen, onderdruk, prijs
from vol_reporting.vraag import VLAANDEREN

Tabel = list[list[int]]
"""Rows are regions, columns are groups."""


def laag(tabel: Tabel, periode: str = "Q1") -> Laag:
    rijen = [*tabel, [sum(kolom) for kolom in zip(*tabel, strict=True)]]
    regios = [*(f"r{i}" for i in range(len(tabel))), VLAANDEREN]
    groepen = [f"g{i}" for i in range(len(tabel[0]))]
    getallen: dict[Plaats, int] = {}
    sommen: list[Som] = []
    for regio, rij in zip(regios, rijen, strict=True):
        delen = {Plaats(periode, regio, "n", "g", groep): aantal for groep, aantal in zip(groepen, rij, strict=True)}
        totaal = Plaats(periode, regio, "n")
        getallen |= {**delen, totaal: sum(rij)}
        sommen.append(Som(totaal, tuple(delen)))
    for soort in (("g", groep) for groep in groepen):
        hoofd, *delen_ = (Plaats(periode, regio, "n", *soort) for regio in (VLAANDEREN, *regios[:-1]))
        sommen.append(Som(hoofd, tuple(delen_)))
    return Laag(getallen, tuple(sommen), frozenset(getallen))


def beschermd(tabel: Tabel) -> Laag:
    bloot = laag(tabel)
    return replace(bloot, verborgen=onderdruk(bloot, []))


def werelden(gepubliceerd: Laag, speling: int) -> Iterator[dict[Plaats, int]]:
    """Every table that a reader can take for the true one, no cell more than `speling` above the truth."""
    regios = sorted({plaats.regio for plaats in gepubliceerd.getallen} - {VLAANDEREN})
    per_regio = [list(_rijen(gepubliceerd, regio, speling)) for regio in regios]
    kolommen = sorted({plaats.waarde for plaats in gepubliceerd.getallen})
    for rijen in itertools.product(*per_regio):
        wereld = {plaats: aantal for rij in rijen for plaats, aantal in rij.items()}
        for groep in kolommen:
            in_kolom = [aantal for plaats, aantal in wereld.items() if plaats.waarde == groep]
            wereld[Plaats("Q1", VLAANDEREN, "n", "g" if groep else "", groep)] = sum(in_kolom)
        if _past(gepubliceerd, wereld):
            yield wereld


def _rijen(gepubliceerd: Laag, regio: str, speling: int) -> Iterator[dict[Plaats, int]]:
    delen = [p for p in gepubliceerd.getallen if p.regio == regio and p.dimensie]
    keuzes = [
        range(1, gepubliceerd.getallen[p] + speling + 1) if p in gepubliceerd.verborgen else [gepubliceerd.getallen[p]]
        for p in delen
    ]
    for waarden in itertools.product(*keuzes):
        rij = {**dict(zip(delen, waarden, strict=True)), Plaats("Q1", regio, "n"): sum(waarden)}
        if _past(gepubliceerd, rij):
            yield rij


def _past(gepubliceerd: Laag, wereld: dict[Plaats, int]) -> bool:
    return all(n == gepubliceerd.getallen[p] for p, n in wereld.items() if p not in gepubliceerd.verborgen)


def mogelijk(gepubliceerd: Laag) -> dict[Plaats, set[int]]:
    gevonden: dict[Plaats, set[int]] = {plaats: set() for plaats in gepubliceerd.verborgen}
    for wereld in werelden(gepubliceerd, 3):
        for plaats, waarden in gevonden.items():
            waarden.add(wereld[plaats])
    return gevonden


def niet_nul(bloot: Laag, plaats: Plaats) -> int:
    """How many cells of the inside that are not 0 the number is made of: it cannot be less, whatever is hidden."""
    binnen = [(p, n) for p, n in bloot.getallen.items() if p.dimensie and p.regio != VLAANDEREN and n]
    return sum(plaats.regio in (p.regio, VLAANDEREN) and plaats.waarde in (p.waarde, "") for p, _ in binnen)


@settings(derandomize=True)
@given(st.lists(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 7]), min_size=2, max_size=2), min_size=2, max_size=3))
def test_of_every_hidden_number_a_reader_must_hold_possible_what_the_rule_promises(tabel: Tabel):
    gepubliceerd = beschermd(tabel)
    for plaats, waarden in mogelijk(gepubliceerd).items():
        assert max(waarden) - min(waarden) >= 2, plaats
        if gepubliceerd.getallen[plaats] in KLEIN:
            assert min(waarden) <= niet_nul(gepubliceerd, plaats), plaats
            assert max(waarden) >= 3, plaats


@settings(derandomize=True)
@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4))
def test_small_numbers_are_hidden_and_zeroes_are_not_and_again_gives_the_same(tabel: Tabel):
    gepubliceerd = beschermd(tabel)
    klein = {plaats for plaats, aantal in gepubliceerd.getallen.items() if aantal in KLEIN}
    assert klein <= gepubliceerd.verborgen
    assert all(gepubliceerd.getallen[plaats] for plaats in gepubliceerd.verborgen)
    assert bool(gepubliceerd.verborgen) == bool(klein)
    assert beschermd(tabel) == gepubliceerd


def test_one_small_number_takes_three_cheap_others_with_it():
    gepubliceerd = beschermd([[2, 20, 30], [20, 25, 40], [30, 35, 50]])
    assert {(p.regio, p.waarde) for p in gepubliceerd.verborgen} == {
        ("r0", "g0"),
        ("r0", "g1"),
        ("r1", "g0"),
        ("r1", "g1"),
    }


def test_a_total_costs_more_than_what_it_is_the_sum_of():
    deel, totaal = Plaats("Q1", "gent", "n", "g", "a"), Plaats("Q1", "gent", "n")
    assert prijs(deel, 40) < prijs(totaal, 40) < prijs(totaal._replace(regio=VLAANDEREN), 40)
    assert prijs(deel, 4) < prijs(deel, 40)


def test_what_was_hidden_stays_hidden_as_long_as_it_is_that_number():
    eerst = beschermd([[2, 20, 30], [20, 25, 40], [30, 35, 50]])
    assert onderdruk(laag([[2, 20, 30], [20, 25, 40], [30, 35, 50]]), [eerst]) == eerst.verborgen
    # by itself it could be shown now, but then its neighbours, which did not change, would follow
    assert onderdruk(laag([[6, 20, 30], [20, 25, 40], [30, 35, 50]]), [eerst]) == eerst.verborgen
    assert onderdruk(laag([[6, 21, 30], [22, 27, 40], [30, 35, 50]]), [eerst]) == frozenset()


def test_an_earlier_publication_of_another_period_changes_nothing():
    eerst = beschermd([[2, 20, 30], [20, 25, 40], [30, 35, 50]])
    assert onderdruk(laag([[6, 20, 30], [20, 25, 40], [30, 35, 50]], "Q2"), [eerst]) == frozenset()


def test_a_revision_that_tells_what_an_earlier_publication_hid_is_refused():
    eerst = beschermd([[2, 2, 0]])
    assert Plaats("Q1", "r0", "n") not in eerst.verborgen
    # the first group did not change and the total is known: with a third group that is not 0 it is 1 or 2
    with pytest.raises(NietBewezen):
        onderdruk(laag([[2, 1, 1]]), [eerst])


def test_a_proof_with_a_world_that_is_none_does_not_hold():
    bloot = laag([[2, 20], [20, 25]])
    geheel = puzzel(bloot, [])
    geheel.verborgen |= {geheel.nummer(bloot, p) for p in bloot.getoond if p.dimensie and p.regio != VLAANDEREN}
    geheel.toon(*(geheel.vrij - geheel.verborgen))
    r = [geheel.nummer(bloot, Plaats("Q1", f"r{i}", "n", "g", f"g{j}")) for i in (0, 1) for j in (0, 1)]
    goed: dict[int, int] = dict(zip(r, (1, -1, -1, 1), strict=True))
    totaal = geheel.nummer(bloot, Plaats("Q1", "r0", "n"))
    assert _bewijs(geheel, goed).klopt()
    assert not _bewijs(geheel, goed | {r[0]: 2}).klopt(), "a sum is wrong"
    assert not _bewijs(geheel, {n: -2 * stap for n, stap in goed.items()}).klopt(), "one becomes 0"
    assert not _bewijs(geheel, {r[0]: 1, totaal: 1}).klopt(), "what is shown differs"


def _bewijs(geheel: Puzzel, wereld: dict[int, int]) -> Bewijs:
    bewijs = Bewijs(geheel)
    bewijs.voeg_toe(wereld)
    return bewijs


def test_numbers_that_do_not_add_up_are_refused():
    bloot = laag([[2, 20], [20, 25]])
    scheef = replace(bloot, getallen={**bloot.getallen, Plaats("Q1", "r0", "n"): 23})
    with pytest.raises(SomKloptNiet):
        onderdruk(scheef, [])


@pytest.mark.parametrize("zaad", range(3))
def test_another_program_finds_nothing_unsafe_in_it_and_hides_no_small_number_that_we_show(zaad: int, tmp_path: Path):
    kans = Random(zaad)
    tabel = [[kans.choice([0, 1, 2, 3, 5, 8, 13, 21]) for _ in range(4)] for _ in range(4)]
    gepubliceerd = beschermd(tabel)
    hun = _argus(tabel, gepubliceerd.verborgen, tmp_path)
    assert len(hun) == len(gepubliceerd.verborgen), "it would hide what we show"
    assert sum(rij["value"] in KLEIN for rij in hun) == sum(n in KLEIN for n in gepubliceerd.getallen.values())
    for rij in hun:
        assert not rij["unsafe"]
        assert rij["max"] - rij["min"] >= 2
        assert rij["value"] not in KLEIN or rij["max"] >= 3


def _argus(tabel: Tabel, verborgen: frozenset[Plaats], map_: Path) -> list[dict[str, float]]:
    """What the audit of Tau-Argus says of our pattern, with its own rule for small counts beside it."""
    mensen = [
        {"regio": f"r{r}", "groep": f"g{g}", "een": 1}
        for r, rij in enumerate(tabel)
        for g, aantal in enumerate(rij)
        for _ in range(aantal)
    ]
    rest = protect(mensen, ["regio", "groep"], "een", safety_rules="FREQ(4,1)", run=False, workdir=str(map_))
    regels = Path(rest.files["arb"]).read_text().splitlines()
    vooraf = map_ / "vooraf.hst"
    bij = sorted(p for p in verborgen if laag(tabel).getallen[p] not in KLEIN)
    codes = [("Total" if p.regio == VLAANDEREN else p.regio, p.waarde or "Total") for p in bij]
    vooraf.write_text("".join(f"{regio};{groep};m\n" for regio, groep in codes))
    toevoeging = f'<APRIORI> "{vooraf}",1,";",0,0'
    anders = [toevoeging if regel.startswith("<SUPPRESS>") else regel for regel in regels]
    opdracht = map_ / "toets.arb"
    opdracht.write_text("\n".join(regel for regel in anders if not regel.startswith("<WRITETABLE>")) + "\n")
    return run_batch(opdracht).audit(0)
