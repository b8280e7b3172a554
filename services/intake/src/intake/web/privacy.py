"""Privacy: the consents of a cliënt, who looked, the access file, and erasure with what came before it."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from intake.handelingen.bewaartermijn import bewaargrens
from intake.handelingen.inzagebestand import als_json, bestandsnaam, bladnaam, inzagebestand
from intake.handelingen.inzagepdf import als_pdf
from intake.handelingen.opdracht import Opdracht, opdrachtnummer
from intake.handelingen.opzoeken import zoek_client
from intake.handelingen.persoonsbeeld import Persoonsbeeld, vind_persoon
from intake.handelingen.velden import Velden
from intake.handelingen.wissen import wis_persoon
from intake.web.blad import Bladen, Ingevuld, nu
from intake.web.privacylijsten import bewaarlijst, blader_inzage, inzagelijst
from leerwinkel.dienst import Kader, Sessie, Vereist, Wat
from leerwinkel.dienst.bevoegdheid import bereik
from leerwinkel.dienst.bladzijde import Bladzijde, blader
from leerwinkel.dienst.lijst import Lijst
from leerwinkel.dienst.lijstbestand import zet_bestanden
from leerwinkel.runtime.taken import in_draad

Lezer = Annotated[Sessie, Depends(Vereist(Wat.DOSSIER))]
"""Who works with this dossier."""
_BEWAKER: Final = Vereist(Wat.PRIVACY)
Bewaker = Annotated[Sessie, Depends(_BEWAKER)]
"""Who may see who looked, and erase."""
_SOORTEN: Final = {"json": ("application/json", als_json), "pdf": ("application/pdf", als_pdf)}


def router(kader: Kader, bladen: Bladen) -> APIRouter:
    """The first page, that of a dossier, its files, and erasing."""
    deze = APIRouter(include_in_schema=False)
    _overzicht(deze, kader, bladen)
    _dossier(deze, kader, bladen)
    for soort in _SOORTEN:
        deze.add_api_route(f"/dossiers/{{dossier}}/inzagebestand.{soort}", _bestand(kader, soort), methods=["GET"])
    _wissen(deze, kader, bladen)
    return deze


def _overzicht(deze: APIRouter, kader: Kader, bladen: Bladen) -> None:
    async def blad(verzoek: Request, sessie: Sessie, velden: Velden) -> HTMLResponse:
        zoek = velden.waarde("zoek")
        gevonden = await in_draad(zoek_client, kader, zoek) if zoek else []
        inhoud: dict[str, Any] = {"gevonden": gevonden, "gezocht": bool(zoek), "grens": bewaargrens(kader, nu())}
        return bladen.toon("privacy.html", sessie, velden, **inhoud, oud=await in_draad(_oud, kader, verzoek))

    @deze.get("/privacy")
    async def toon(verzoek: Request, sessie: Bewaker) -> HTMLResponse:
        return await blad(verzoek, sessie, Velden(FormData(), nu()))

    @deze.post("/privacy")
    async def zoek(verzoek: Request, sessie: Bewaker, ingevuld: Ingevuld) -> HTMLResponse:
        return await blad(verzoek, sessie, Velden(ingevuld, nu()))

    zet_bestanden(deze, kader, "/verstreken", lambda _: bewaarlijst(bewaargrens(kader, nu())), _BEWAKER)


def _oud(kader: Kader, verzoek: Request) -> Bladzijde:
    with kader.leesmodel.store.reader() as lezer:
        return blader(lezer, bewaarlijst(bewaargrens(kader, nu())), verzoek.query_params)


def _dossier(deze: APIRouter, kader: Kader, bladen: Bladen) -> None:
    @deze.get("/dossiers/{dossier}/privacy")
    async def toon(dossier: str, verzoek: Request, sessie: Lezer, na: int = 0) -> HTMLResponse:
        await kader.leesmodel.reached(na)
        beeld = await vind(kader, dossier)
        bewaker = bereik(sessie.gebruiker.rollen, Wat.PRIVACY)
        blikken = await in_draad(blader_inzage, kader, beeld, verzoek.query_params) if bewaker else None
        inhoud: dict[str, Any] = {"bewaker": bewaker, "blikken": blikken}
        velden, gewist = Velden(FormData(), nu()), na > 0 and beeld.gewist is not None
        return bladen.toon(
            "privacydossier.html", sessie, velden, beeld=beeld, zojuist=gewist, bladnaam=bladnaam, **inhoud
        )

    def wie_keek(verzoek: Request) -> Lijst:
        return inzagelijst(kader, _persoon(kader, verzoek.path_params["dossier"]))

    zet_bestanden(deze, kader, "/dossiers/{dossier}/wie-keek", wie_keek, _BEWAKER, lezer=kader.inzage.lezer)


def _bestand(kader: Kader, soort: str) -> Callable[..., Awaitable[Response]]:
    media, maak = _SOORTEN[soort]

    async def geef(dossier: str, _sessie: Bewaker) -> Response:
        beeld = await vind(kader, dossier)
        if beeld.gewist:
            raise HTTPException(404)
        inhoud = await in_draad(inzagebestand, kader, beeld, nu())
        als_bestand = {"Content-Disposition": f'attachment; filename="{bestandsnaam(beeld, soort)}"'}
        return Response(await in_draad(maak, inhoud), media_type=media, headers=als_bestand)

    return geef


def _wissen(deze: APIRouter, kader: Kader, bladen: Bladen) -> None:
    pad: Final = "/dossiers/{dossier}/wissen"

    @deze.get(pad)
    async def toon(dossier: str, sessie: Bewaker, grond: str = "") -> HTMLResponse:
        beeld = await vind(kader, dossier)
        return bladen.toon("wissen.html", sessie, Velden(FormData([("grond", grond)]), nu()), beeld=beeld)

    @deze.post(pad)
    async def wis(dossier: str, sessie: Bewaker, ingevuld: Ingevuld) -> Response:
        beeld, velden = await vind(kader, dossier), Velden(ingevuld, nu())
        opdracht = Opdracht(kader, sessie.gebruiker.medewerker, opdrachtnummer(ingevuld))
        grond = velden.code("grond", "vernietigingsgrond", "Kies waarom je de persoonsgegevens wist.")
        if not velden.waarde("zeker"):
            velden.fouten["zeker"] = "Vink aan dat je weet dat dit niet ongedaan gemaakt kan worden."
        if velden.fouten:
            return bladen.toon("wissen.html", sessie, velden, beeld=beeld, status=422, opdracht=opdracht.nummer)
        positie = await wis_persoon(opdracht, beeld, grond)
        return RedirectResponse(f"/dossiers/{dossier}/privacy?na={positie}", 303)


async def vind(kader: Kader, dossier: str) -> Persoonsbeeld:
    """Whose dossier it is. Raises HTTPException 404."""
    return await in_draad(_persoon, kader, dossier)


def _persoon(kader: Kader, dossier: str) -> Persoonsbeeld:
    beeld = vind_persoon(kader, dossier)
    if beeld is None:
        raise HTTPException(404)
    return beeld
