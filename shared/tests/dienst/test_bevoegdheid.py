"""The table of roles against the one of the design (privacy and access), cell by cell; and nothing beside it."""

import pytest
from fastapi import APIRouter

from leerwinkel.dienst.bevoegdheid import Wat, bereik, wie_mag
from leerwinkel.dienst.gebruiker import PROEFGEBRUIKERS, Rol
from leerwinkel.dienst.toegang import Vereist
from leerwinkel.dossier.begeleider import begeleider_van
from leerwinkel.gebeurtenissen.trajecten import BegeleiderGewijzigd, SessieGehouden, TrajectGestart
from leerwinkel.identiteit.openbaar import onbewaakt, openbaar

TABEL = """
wat            onthaal     begeleider  coordinator  partner  systeem
aanmelden      ja          ja          ja           nee          nee
overzicht      ja          ja          ja           nee          nee
dossier        vrij        eigen+vrij  ja           nee          nee
dispatchen     ja          eigen+vrij  ja           nee          nee
begeleiden     nee         eigen+vrij  ja           nee          nee
overnemen      nee         ja          ja           nee          nee
herstellen     nee         nee         ja           nee          nee
privacy        nee         nee         ja           nee          nee
netwerk        ja          ja          ja           nee          nee
verwijzingen   nee         nee         nee          ja           nee
aanbieden      nee         nee         nee          nee      ja
"""
_KOP, *_REGELS = [regel.split() for regel in TABEL.split("\n") if regel]
CELLEN = [(Wat(wat), Rol(rol), cel) for wat, *cellen in _REGELS for rol, cel in zip(_KOP[1:], cellen, strict=True)]
WIE = {wie.rol: wie for wie in reversed(PROEFGEBRUIKERS)}
VAN = {"eigen": "begeleider-1", "vrij": None, "ander": "begeleider-2"}


@pytest.mark.parametrize(("wat", "rol", "cel"), CELLEN)
def test_each_role_may_what_the_design_says(wat: Wat, rol: Rol, cel: str) -> None:
    hoever = bereik([rol], wat)
    gaat = {van for van, wie in VAN.items() if hoever and hoever.omvat(wie, WIE[rol].medewerker)}
    verwacht = {"ja": set(VAN), "nee": set[str]()}.get(cel, set(cel.split("+")))
    assert gaat == verwacht
    assert (rol in wie_mag(wat)) is bool(verwacht)


def test_the_table_is_about_everything() -> None:
    assert {(wat, rol) for wat, rol, _ in CELLEN} == {(wat, rol) for wat in Wat for rol in Rol}


def test_a_route_of_which_nothing_is_said_is_not_served() -> None:
    router = APIRouter()

    @router.get("/vergeten")
    def _vergeten() -> None: ...

    @router.get("/open")
    @openbaar
    def _open() -> None: ...

    assert onbewaakt(router.routes, Vereist) == ["/vergeten"]


def test_the_begeleider_is_who_held_the_first_talk_started_the_traject_or_took_over() -> None:
    gesprek = SessieGehouden(sessie="s", soort="intake", vorm="fysiek", duur_minuten=1, begeleider="b1")
    nazorg = gesprek.model_copy(update={"soort": "nazorg", "begeleider": "b9"})
    ander = gesprek.model_copy(update={"begeleider": "b2"})
    over = BegeleiderGewijzigd(van="b1", naar="b3", reden="andere")
    assert begeleider_van([]) is None
    assert begeleider_van([nazorg]) is None
    assert begeleider_van([nazorg, gesprek, ander]) == "b1"
    assert begeleider_van([gesprek, TrajectGestart(begeleider="b2", instemming=True)]) == "b2"
    assert begeleider_van([gesprek, over]) == "b3"
