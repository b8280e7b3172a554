"""Bad rows: found all at once, named in Dutch by file, row and column, and never in the way of good ones."""

import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from leerwinkel.inname.importeren import importeer, toon
from leerwinkel.testing.invoer import Proefinvoer, sleutel

KOP = "dossier,client,regio,tijdstip,kanaal,toeleiding,vraagsoort,thema,eerder_begeleid,geboortejaar"
GOED = ["D1", "C1", "gent", "2020-05-01T10:00", "telefoon", "brugfiguur", "leervraag", "nt2", "ja", "1990"]


@pytest.fixture
def invoer(tmp_path: Path) -> Proefinvoer:
    return Proefinvoer(tmp_path / "export")


@pytest.mark.parametrize(
    ("kolom", "waarde", "reden"),
    [
        ("dossier", "", "ontbreekt"),
        ("client", "", "ontbreekt"),
        ("client", "=1+1", "is een formule, geen nummer"),
        ("regio", "vlaanderen", "‘vlaanderen’ is geen regio"),
        ("regio", "", "ontbreekt"),
        ("kanaal", "=cmd|'/C calc'!A0", "is geen geldige code"),
        ("toeleiding", "", "ontbreekt"),
        ("thema", "nt2|weer", "‘weer’ is geen geldige code"),
        ("eerder_begeleid", "misschien", "‘misschien’ is geen ja of nee"),
        ("geboortejaar", "1990,5", "‘1990,5’ is geen geheel getal"),
        ("geboortejaar", "1666", "moet minstens 1900 zijn"),
        ("tijdstip", "gisteren", "‘gisteren’ is geen tijdstip"),
    ],
)
async def test_a_bad_cell_is_named_and_the_other_rows_go_in(invoer: Proefinvoer, kolom: str, waarde: str, reden: str):
    slecht = dict(zip(KOP.split(","), GOED, strict=True)) | {kolom: waarde}
    invoer.schrijf("aanmeldingen.csv", KOP, ",".join(GOED), ",".join(f'"{cel}"' for cel in slecht.values()))
    verslag = await invoer.importeer()
    assert [(f.bestand, f.rij, f.kolom) for f in verslag.fouten] == [("aanmeldingen.csv", 3, kolom)]
    assert reden in verslag.fouten[0].reden
    assert (verslag.gelezen, verslag.aanvaard, verslag.fout) == (2, 1, 1)


async def test_all_that_is_wrong_with_a_row_is_told_at_once(invoer: Proefinvoer):
    invoer.schrijf("aanmeldingen.csv", KOP, "D1,C1,gent,ooit,rook,brugfiguur,leervraag,nt2,ja,x")
    verslag = await invoer.importeer()
    assert {f.kolom for f in verslag.fouten} == {"tijdstip", "kanaal", "geboortejaar"}
    assert verslag.fout == 1


async def test_a_row_with_cells_too_many_or_too_few_is_bad(invoer: Proefinvoer):
    invoer.schrijf("aanmeldingen.csv", KOP, ",".join([*GOED, "x"]), ",".join(GOED[:-1]), ",".join(GOED))
    verslag = await invoer.importeer()
    assert [f.reden for f in verslag.fouten] == [f"de rij heeft {n} cellen, de kop 10" for n in (11, 9)]
    assert verslag.aanvaard == 1


async def test_cells_that_can_point_at_a_person_are_never_repeated(invoer: Proefinvoer):
    merk = "Jan Peeters 85.07.30-033.28"
    invoer.schrijf(
        "sessie-gehouden.csv",
        "dossier,regio,tijdstip,soort,vorm,duur_minuten,begeleider,notitie,persoonsgegevens",
        f"D1,gent,2020-05-01T10:00,intake,fysiek,45,=B,{merk},{merk}",
        f"={merk},gent,2020-05-01T10:00,intake,fysiek,45,B1,,",
    )
    invoer.schrijf(
        "toestemming-gegeven.csv",
        "dossier,regio,tijdstip,doel,tekstversie",
        f"D1,gent,2020-05-01T10:00,bevraging,{merk}",
    )
    verslag = await invoer.importeer()
    assert verslag.fout == 3
    assert {f.kolom for f in verslag.fouten} == {"begeleider", "notitie", "persoonsgegevens", "dossier", "tekstversie"}
    assert "Peeters" not in invoer.foutenbestand.read_text(encoding="utf-8")


async def test_the_value_that_decides_must_be_one_that_is_known(invoer: Proefinvoer):
    invoer.schrijf(
        "toestemmingen.csv",
        "dossier,regio,tijdstip,doel,gegeven",
        *(f"D1,gent,2020-05-01T10:00,bevraging,{gegeven}" for gegeven in ("ja", "nee", "", "x")),
    )
    verslag = await invoer.importeer()
    assert [(f.rij, f.kolom) for f in verslag.fouten] == [(4, "gegeven"), (5, "gegeven")]
    assert verslag.per_bestand[0].zonder_gebeurtenis == 1


async def test_the_list_of_bad_rows_opens_safely_in_a_spreadsheet(invoer: Proefinvoer):
    kop = KOP.replace("kanaal", "=kanaal").replace("=", "")
    slecht = dict(zip(KOP.split(","), GOED, strict=True)) | {"eerder_begeleid": "+1"}
    invoer.schrijf("aanmeldingen.csv", kop, ",".join(slecht.values()))
    invoer.schrijf("drempels.csv", "dossier,regio,tijdstip, -drempelsoort ", "D1,gent,2020-05-01T10:00,x")
    verslag = await invoer.importeer()
    assert verslag.foutenbestand == invoer.foutenbestand
    with invoer.foutenbestand.open(encoding="utf-8-sig", newline="") as regels:
        rijen = list(csv.reader(regels, delimiter=";"))
    assert rijen[0] == ["bestand", "rij", "kolom", "reden"]
    assert rijen[1][:3] == ["aanmeldingen.csv", "2", "eerder_begeleid"]
    assert not any(cel.startswith(("=", "+", "-", "@")) for rij in rijen for cel in rij)


async def test_only_the_first_thousand_are_kept_and_all_are_listed(invoer: Proefinvoer):
    slecht = [",".join([*GOED[:-1], "oud"])] * 1_200
    invoer.schrijf("aanmeldingen.csv", KOP, *slecht)
    verslag = await invoer.importeer()
    assert (verslag.fout, len(verslag.fouten)) == (1_200, 1_000)
    assert len(invoer.foutenbestand.read_text(encoding="utf-8-sig").splitlines()) == 1_201


async def test_the_report_reads_well_and_cannot_steer_the_terminal(invoer: Proefinvoer):
    invoer.schrijf("aanmeldingen.csv", KOP, ",".join(GOED), ",".join([*GOED[:-1], "[red]\x1b[2Joud"]))
    invoer.schrijf("drempels.csv", "dossier")
    verslag = await invoer.importeer()
    scherm = Console(file=StringIO(), width=200)
    toon(verslag, scherm)
    tekst = str(getattr(scherm.file, "getvalue")())  # noqa: B009
    assert "aanmeldingen.csv, rij 3, kolom geboortejaar: ‘[red]�[2Joud’ is geen geheel getal" in tekst
    assert "Niet ingelezen: drempels.csv mist de kolommen" in tekst
    assert str(invoer.foutenbestand) in tekst


async def test_progress_is_told_per_500_rows_and_at_the_end(invoer: Proefinvoer):
    invoer.schrijf("aanmeldingen.csv", KOP, *[",".join(GOED)] * 1_100)
    gehoord: list[tuple[str, int]] = []
    await importeer(
        invoer.map,
        invoer.deur,
        sleutel,
        foutenbestand=invoer.foutenbestand,
        nu=invoer.nu,
        voortgang=lambda bestand, rij: gehoord.append((bestand, rij)),
    )
    assert gehoord == [("aanmeldingen.csv", rij) for rij in (501, 1_001, 1_101)]


_CELLEN = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "ja", "gent", "1990", "2020-05-01T10:00", "nt2", "nt2|", "|", '"', "=1", "\x00", "\ud7ff", " "]
    ),
)


@given(st.lists(st.lists(_CELLEN, min_size=9, max_size=11), max_size=5))
async def test_any_text_in_the_cells_gives_events_or_bad_rows_and_never_a_crash(rijen: list[list[str]]):
    with TemporaryDirectory() as plek:
        invoer = Proefinvoer(Path(plek) / "export")
        invoer.map.mkdir()
        with (invoer.map / "aanmeldingen.csv").open("w", encoding="utf-8", newline="") as uit:
            csv.writer(uit).writerows([KOP.split(","), GOED, *rijen])
        verslag = await invoer.importeer()
        assert verslag.gelezen == verslag.aanvaard + verslag.fout
        opnieuw = await invoer.importeer()
        assert opnieuw.aanvaard == 0
        assert opnieuw.fout == verslag.fout
