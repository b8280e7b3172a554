"""What Regio says of the VOL's figures is what the VOL says; the rules that it finds broken are those of Q07."""

from dataclasses import fields

from trajecten.leesmodel.bevindingen import ONTBREEKT
from trajecten.vragen import vol
from trajecten.web.bevindingen import REGELS, VELDEN
from trajecten.web.kerncijfers import KERNCIJFERS, KWALITEIT
from vol_reporting.cijfers import Cijfer
from vol_reporting.indicatoren import definities


def test_the_figures_are_called_as_the_vol_calls_them() -> None:
    gevraagd = {**KERNCIJFERS, **KWALITEIT}
    assert gevraagd == {code: definities()[code].naam for code in gevraagd}


def test_a_figure_of_the_vol_can_be_read() -> None:
    assert set(vol.Cijfer.model_fields) <= {veld.name for veld in fields(Cijfer)}
    cijfer = Cijfer("R01", 1, "gent", "2026", None, None, 1, 2, 50.0, "%")
    assert vol.Cijfer.model_validate(cijfer, from_attributes=True).waarde == 50


def test_every_rule_is_one_of_q07_and_has_words() -> None:
    sql = definities()["Q07"].sql
    assert [regel for regel in REGELS if f"'{regel}'" not in sql] == []
    assert all(veld.startswith(ONTBREEKT) for veld in VELDEN)
