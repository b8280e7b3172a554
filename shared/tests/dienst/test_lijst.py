"""A list: chosen, sorted, in pages, and as a file in which nothing is a formula."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, String, Table, create_engine, select

from leerwinkel.dienst.bladzijde import PER_BLADZIJDE, Bladzijde, blader
from leerwinkel.dienst.lijst import Cel, Filter, Kolom, Lijst, aantal, gecodeerd, jaarfilter, moment
from leerwinkel.dienst.lijstbestand import als_csv, als_xlsx
from leerwinkel.leesmodel import Moment

_DING = Table(
    "ding",
    MetaData(),
    Column("nr", Integer, primary_key=True),
    Column("naam", String),
    Column("soort", String),
    Column("sinds", Moment),
    Column("oud", Boolean, nullable=False),
)
_D = _DING.c
NU = datetime(2026, 6, 1, tzinfo=UTC)
LIJST = Lijst(
    naam="dingen",
    titel="Dingen",
    uitleg="Om te proberen.",
    vraag=select(_DING),
    kolommen=[
        Kolom("naam", "Naam", lambda rij: rij["naam"], _D.naam),
        Kolom("knop", "Knop"),
        aantal("Nummer", _D.nr),
        gecodeerd("Soort", _D.soort, "partnersoort"),
        moment("Sinds", _D.sinds),
        Kolom("oud", "Oud", lambda rij: "ja" if rij["oud"] else "nee", op_blad=False),
    ],
    sleutel=[_D.nr],
    volgorde="naam",
    filters=[
        Filter("zoek", "Naam", lambda naam: _D.naam.contains(naam, autoescape=True)),
        Filter("soort", "Soort", lambda soort: _D.soort == soort, [("", "Alle"), ("cvo", "CVO")]),
        Filter("oud", None, lambda _: _D.oud, [("", "Niet"), ("ja", "Ja")], zonder=_D.oud.is_(False)),
        jaarfilter(_D.sinds, NU),
    ],
)


@pytest.fixture(scope="module")
def verbinding() -> Connection:
    engine = create_engine("sqlite://")
    _DING.metadata.create_all(engine)
    verbinding = engine.connect()
    rijen: list[dict[str, Any]] = [
        {"nr": 1, "naam": "b", "soort": "cvo", "sinds": datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "oud": False},
        {"nr": 2, "naam": "a%", "soort": "ocmw", "sinds": datetime(2024, 5, 5, tzinfo=UTC), "oud": False},
        {"nr": 3, "naam": None, "soort": None, "sinds": None, "oud": False},
        {"nr": 4, "naam": "weg", "soort": "cvo", "sinds": None, "oud": True},
    ]
    verbinding.execute(_DING.insert(), rijen)
    return verbinding


def nummers(verbinding: Connection, **vraag: str) -> list[int]:
    return [rij["nr"] for rij in blader(verbinding, LIJST, vraag).rijen]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({}, [2, 1, 3]),
        ({"volgorde": "-naam"}, [1, 2, 3]),
        ({"volgorde": "-sinds"}, [1, 2, 3]),
        ({"volgorde": "sinds"}, [2, 1, 3]),
        ({"volgorde": "soort"}, [1, 2, 3]),
        ({"volgorde": "knop"}, [2, 1, 3]),
        ({"volgorde": "--naam; DROP TABLE ding"}, [2, 1, 3]),
        ({"soort": "cvo"}, [1]),
        ({"soort": "onzin"}, [2, 1, 3]),
        ({"zoek": "%"}, [2]),
        ({"zoek": "\0"}, [2, 1, 3]),
        ({"oud": "ja"}, [4]),
        ({"jaar": "2026"}, [1]),
        ({"jaar": "2024", "bladzijde": "x"}, [2]),
        ({"bladzijde": "1" + "0" * 5000}, [2, 1, 3]),
        ({"bladzijde": "-4"}, [2, 1, 3]),
    ],
)
def test_an_address_chooses_and_sorts_and_what_it_cannot_ask_counts_as_nothing(
    verbinding: Connection, vraag: dict[str, str], verwacht: list[int]
) -> None:
    assert nummers(verbinding, **vraag) == verwacht


def _vraag(adres: str | None) -> dict[str, list[str]]:
    assert adres is not None
    return parse_qs(urlsplit(adres).query)


def test_every_address_keeps_what_was_chosen(verbinding: Connection) -> None:
    blad = blader(verbinding, LIJST, {"soort": "cvo", "volgorde": "-nr", "oud": "ja"})
    assert _vraag(blad.adres(2)) == {"soort": ["cvo"], "volgorde": ["-nr"], "oud": ["ja"], "bladzijde": ["2"]}
    assert blad.adres(pad="/dingen.csv").startswith("/dingen.csv?soort=cvo")
    assert blad.vast == {"oud": "ja", "volgorde": "-nr"}
    assert blader(verbinding, LIJST, {}).adres() == "/dingen"


def test_a_heading_says_how_it_is_sorted_and_turns_it_round(verbinding: Connection) -> None:
    naam, knop, nummer, _, sinds = blader(verbinding, LIJST, {}).koppen
    assert (naam.richting, _vraag(naam.adres)) == ("ascending", {"volgorde": ["-naam"]})
    assert (knop.adres, nummer.richting, nummer.getal) == (None, None, True)
    assert _vraag(sinds.adres) == {"volgorde": ["-sinds"]}
    terug = blader(verbinding, LIJST, {"volgorde": "-sinds"}).koppen[-1]
    assert (terug.richting, _vraag(terug.adres)) == ("descending", {"volgorde": ["sinds"]})


def test_a_long_list_is_in_pages_and_one_that_is_not_there_is_the_last() -> None:
    engine = create_engine("sqlite://")
    _DING.metadata.create_all(engine)
    totaal = 2 * PER_BLADZIJDE + 1
    with engine.connect() as verbinding:
        verbinding.execute(_DING.insert(), [{"nr": n, "oud": False} for n in range(totaal)])

        def blad(nummer: int) -> Bladzijde:
            return blader(verbinding, LIJST, {"bladzijde": str(nummer)})

        assert (blad(1).aantal, blad(1).totaal, len(blad(1).rijen)) == (3, totaal, PER_BLADZIJDE)
        assert (blad(2).eerste, blad(9).nummer, len(blad(9).rijen)) == (PER_BLADZIJDE + 1, 3, 1)


GEVAARLIJK = ["=1+1", "+32", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "gewoon", "", "1-2"]


def test_in_csv_nothing_is_a_formula() -> None:
    rijen: list[list[Cel]] = [[tekst] for tekst in GEVAARLIJK]
    gelezen = list(csv.reader(io.StringIO(als_csv(["kop"], rijen).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [rij[0] if rij else "" for rij in gelezen[1:]] == [
        *(f"'{tekst}" for tekst in GEVAARLIJK[:7]),
        *GEVAARLIJK[7:],
    ]


def test_in_csv_a_moment_is_that_of_the_machine_and_a_number_stays_one() -> None:
    rij: list[Cel] = [datetime(2026, 6, 1, 12, tzinfo=UTC), date(2026, 6, 2), -3, None]
    assert als_csv(["a"], [rij]).decode("utf-8-sig").splitlines()[1] == "2026-06-01T12:00:00+00:00;2026-06-02;-3;"


def test_in_xlsx_every_text_is_a_text_and_a_first_sheet_says_what_it_is() -> None:
    kolommen = [Kolom("naam", "Naam", breedte=40), Kolom("sinds", "Sinds"), Kolom("nr", "Nummer")]
    rijen: list[list[Cel]] = [[tekst, datetime(2026, 6, 1, 12, tzinfo=UTC), 7] for tekst in GEVAARLIJK]
    ruw = als_xlsx("Dingen", kolommen, rijen, [("Wat is dit?", "=Om te proberen")])
    over, blad = openpyxl.load_workbook(io.BytesIO(ruw)).worksheets
    assert [cel.value for cel in next(over.iter_rows())] == ["Wat is dit?", "=Om te proberen"]
    assert (blad.title, blad.freeze_panes, blad.auto_filter.ref) == ("Dingen", "B2", "A1:C11")
    assert blad.column_dimensions["A"].width >= 40
    assert [cel.value for cel in next(blad.iter_rows())] == ["Naam", "Sinds", "Nummer"]
    cellen = [blad.cell(n, 1) for n in range(2, len(GEVAARLIJK) + 2)]
    assert {cel.data_type for cel in cellen if cel.value} == {"s"}
    assert [cel.value or "" for cel in cellen if "\r" not in str(cel.value) and "_x" not in str(cel.value)] == [
        tekst for tekst in GEVAARLIJK if "\r" not in tekst
    ]
    assert (str(blad["B2"].value), blad["B2"].number_format) == ("2026-06-01 14:00:00", "dd/mm/yyyy hh:mm")
    assert blad["C2"].value == 7
