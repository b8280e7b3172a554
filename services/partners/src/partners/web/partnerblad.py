"""What somebody of a partner sees: the referrals to and from their organisation, where the cliënt consents to it.

Of what was sent to them they give the answer; of what they sent they see it.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from sqlalchemy import and_, or_, select
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst import Sessie, Vereist, Wat, ingelogd
from leerwinkel.dienst.lijst import Lijst
from leerwinkel.dienst.lijstbestand import zet_bestanden
from leerwinkel.runtime.taken import in_draad
from partners.handelingen.doorverwijzen import HANDELINGEN
from partners.tabellen import DOORVERWIJZING, DOSSIER, PARTNER
from partners.web.blad import Blad, Formulier, Id, Ingevuld, Vraag, bij
from partners.web.keuzes import met_wie
from partners.web.verwijslijsten import doorverwijzingen, partnerlijst

_VAN_HEN: Final = Vereist(Wat.VERWIJZINGEN)
Iemand = Annotated[Sessie, Depends(_VAN_HEN)]
PAD: Final = "/mijn/doorverwijzingen"


def paginas(blad: Blad) -> APIRouter:
    """The pages for partners."""
    router = APIRouter(include_in_schema=False, dependencies=[Depends(bij)])

    @router.get(PAD)
    def lijst(sessie: Iemand, verzoek: Request) -> HTMLResponse:
        deel = blad.blader(partnerlijst(zichtbaar(blad, sessie)), verzoek)
        naam = select(PARTNER.c.naam).where(PARTNER.c.partner == _partner(blad, sessie))
        namen = [rij["naam"] for rij in blad.rijen(naam)]
        rijen, partnernaam = met_wie(blad, deel.rijen), namen[0] if namen else None
        return blad.toon("mijn_doorverwijzingen.html", sessie, deel=deel, rijen=rijen, partnernaam=partnernaam)

    def hunne(verzoek: Request) -> Lijst:
        return partnerlijst(zichtbaar(blad, ingelogd(verzoek)))

    zet_bestanden(router, blad.kader, PAD, hunne, _VAN_HEN)

    @router.get(f"{PAD}/{{dossier}}/{{welke}}")
    def een(sessie: Iemand, dossier: Id, welke: Id) -> HTMLResponse:
        return _een(blad, sessie, dossier, welke)

    @router.post(f"{PAD}/{{dossier}}/{{welke}}/{{handeling}}")
    async def antwoord(sessie: Iemand, dossier: Id, welke: Id, handeling: str, ingevuld: Ingevuld) -> Response:
        rij = await in_draad(_rij, blad, sessie, dossier, welke)
        if handeling not in HANDELINGEN or rij["richting"] != "uit":
            raise HTTPException(404)

        async def doe() -> str:
            gedaan = await HANDELINGEN[handeling](blad.kader, sessie.gebruiker, dossier, welke, ingevuld)
            return f"{PAD}/{dossier}/{welke}?na={gedaan.position}"

        return await blad.verwerk(
            ingevuld, doe, lambda f, status: _een(blad, sessie, dossier, welke, ingevuld={handeling: f}, status=status)
        )

    return router


def zichtbaar(blad: Blad, sessie: Sessie) -> Vraag:
    """Theirs: sent to them with consent to hand over, or by them with consent to tell them more."""
    t, d = DOORVERWIJZING.c, DOSSIER.c
    mag = or_(and_(t.richting == "uit", d.warme_overdracht), and_(t.richting == "in", d.terugkoppeling))
    return doorverwijzingen().where(t.partner == _partner(blad, sessie), mag)


def _partner(blad: Blad, sessie: Sessie) -> str:
    """Raises HTTPException 404 for who is of none."""
    partner = sessie.gebruiker.partner(blad.kader.regio)
    if partner is None:
        raise HTTPException(404)
    return partner


def _rij(blad: Blad, sessie: Sessie, dossier: str, welke: str) -> Mapping[str, Any]:
    t = DOORVERWIJZING.c
    return blad.rij(zichtbaar(blad, sessie).where(t.dossier == dossier, t.doorverwijzing == welke))


def _een(
    blad: Blad,
    sessie: Sessie,
    dossier: str,
    welke: str,
    *,
    ingevuld: Mapping[str, Formulier] | None = None,
    status: int = 200,
) -> HTMLResponse:
    [doorverwijzing] = met_wie(blad, [_rij(blad, sessie, dossier, welke)])
    formulieren = {naam: Formulier() for naam in HANDELINGEN} | dict(ingevuld or {})
    kop = next(iter((ingevuld or {}).values()), Formulier())
    inhoud = {"d": doorverwijzing, "f": formulieren, "kop": kop}
    return blad.toon("mijn_doorverwijzing.html", sessie, status=status, **inhoud)
