"""Reference values: read from a file with everything that is wrong, and registered once as events of the VOL."""

from pathlib import Path

import pytest

from vol_reporting.cijfers import Periode, Vraag
from vol_reporting.referentiewaarden import KOLOMMEN, lees_referentiewaarden, leg_vast
from vol_reporting.rijenbestand import VOORBEELD

from .test_dienst import Opstelling, opstelling, tot

__all__ = ["opstelling"]
VOORBEELDEN = Path(__file__).parents[3] / "examples" / "referentiewaarden.csv"


def bestand(map_: Path, *rijen: str) -> Path:
    pad = map_ / "waarden.csv"
    pad.write_text("\n".join([",".join(KOLOMMEN), *rijen]), encoding="utf-8")
    return pad


def test_the_example_values_say_that_they_are_examples():
    waarden = lees_referentiewaarden(VOORBEELDEN)
    assert {w.naam for w in waarden} > {"inwoners-18-64", "aandeel-laaggeschoold", "uurkost"}
    assert all(w.bron.startswith(VOORBEELD) for w in waarden)


def test_a_value_has_a_source_a_validity_and_perhaps_a_region(tmp_path: Path):
    [gent, vlaanderen] = lees_referentiewaarden(
        bestand(
            tmp_path,
            "uurkost,gent,37.5,jaarrekening,2016-01-01,2017-01-01,",
            '"uurkost",,"38,25",raming,2016-01-01,,ja',
        )
    )
    assert (gent.regio, gent.waarde, gent.bron, str(gent.geldig_tot)) == ("gent", 37.5, "jaarrekening", "2017-01-01")
    assert (vlaanderen.regio, vlaanderen.waarde, vlaanderen.geldig_tot) == (None, 38.25, None)
    assert vlaanderen.bron == "Voorbeeld, geen echt cijfer: raming"


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        ("schoenmaat,gent,1,b,2016-01-01,,", "Regel 2: naam: "),
        ("uurkost,luik,1,b,2016-01-01,,", "Regel 2: regio: "),
        ("uurkost,,veel,b,2016-01-01,,", "Regel 2: waarde: schrijf een getal"),
        ("uurkost,,inf,b,2016-01-01,,", "Regel 2: waarde: "),
        ("uurkost,,0,b,2016-01-01,,", "Regel 2: waarde: ligt buiten wat kan"),
        ("aandeel-laaggeschoold,,120,b,2016-01-01,,", "Regel 2: waarde: ligt buiten wat kan"),
        ("uurkost,,1,,2016-01-01,,", "Regel 2: bron: "),
        ("uurkost,,1,b,1 januari,,", "Regel 2: geldig_van: "),
        ("uurkost,,1,b,2016-01-01,2016-01-01,", "Regel 2: geldig_tot: ligt niet na geldig_van"),
        ("uurkost,,1,b,2016-01-01,,misschien", "Regel 2: voorbeeld: schrijf ja of nee"),
    ],
)
def test_what_is_wrong_is_said_by_line(tmp_path: Path, rij: str, zin: str):
    with pytest.raises(ValueError, match=zin):
        lees_referentiewaarden(bestand(tmp_path, rij))


def test_a_file_with_other_columns_is_refused(tmp_path: Path):
    pad = tmp_path / "x.csv"
    pad.write_text("naam;waarde\nuurkost;1\n")
    with pytest.raises(ValueError, match=r"x\.csv mist kolommen: naam, regio"):
        lees_referentiewaarden(pad)


async def test_a_value_is_registered_once_and_replaced_by_a_later_one(opstelling: Opstelling, tmp_path: Path):
    nc = opstelling.clients["vol"]
    eerste = lees_referentiewaarden(bestand(tmp_path, "inwoners-18-64,gent,500,b,2016-01-01,,"))
    beter = lees_referentiewaarden(bestand(tmp_path, "inwoners-18-64,gent,600,b,2016-01-01,,"))
    assert [await leg_vast(nc, w) for w in (eerste, eerste, beter, beter)] == [1, 0, 1, 0]

    def noemer() -> int | None:
        [cijfer] = opstelling.dienst.opslag.cijfers(Vraag(Periode.lees("2016"), regio="gent", codes=["B03"]))
        return cijfer.noemer

    await tot(lambda: noemer() == 600)
