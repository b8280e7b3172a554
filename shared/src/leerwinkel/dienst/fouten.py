"""How the pages and the JSON of a service say that something is wrong, in Dutch."""

import contextlib
from collections.abc import Callable
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from leerwinkel.dienst.aanmelden import FormulierVerlopen, NietAangemeld, Sessie, naar_aanmelden
from leerwinkel.dienst.kader import Kader
from leerwinkel.eventsourcing import Conflict, Refusal, Unavailable
from leerwinkel.leesmodel import NotBuilt
from leerwinkel.runtime.web.probleem import Probleem


class Gezegd(NamedTuple):
    """A status, what happened, what to do; and the code of the rule that refused, where it was one."""

    status: int
    titel: str
    uitleg: str
    code: str | None = None


_BEKEND = {
    403: Gezegd(403, "Mag niet", "Je rol laat dit niet toe. Vraag het aan je coördinator."),
    404: Gezegd(404, "Niet gevonden", "Deze pagina of dit dossier bestaat niet, of niet meer."),
    405: Gezegd(405, "Kan niet", "Dit adres kan je niet op deze manier gebruiken."),
}
_ONVERWACHT = Gezegd(
    500, "Er ging iets mis", "Probeer het opnieuw. Blijft het misgaan, kijk dan in het logboek van de dienst."
)
_IEMAND_EERST = Gezegd(
    409,
    "Iemand was je voor",
    "Iemand anders werkte op hetzelfde moment aan dit dossier. Kijk wat er veranderde, en probeer opnieuw.",
    "iemand-was-eerst",
)
_LOG_WEG = Gezegd(
    503,
    "Even niet bereikbaar",
    "Het log van je regio antwoordt niet. Wat je invulde, is misschien niet bewaard. Probeer het opnieuw.",
)
_NOG_NIET = Gezegd(
    503, "Nog even geduld", "De lijsten worden voor het eerst opgebouwd. Probeer het zo dadelijk opnieuw."
)


def vang_fouten(app: FastAPI, kader: Kader, omgeving: Environment) -> None:
    """Let the application answer every fault: as a page, or below `/api/` as problem+json."""

    def geweigerd(nee: Refusal) -> Gezegd:
        return Gezegd(409, "Dat kan nu niet", kader.zinnen.get(nee.code, nee.code), nee.code)

    soorten: dict[type[Exception], Callable[[Any], Gezegd]] = {
        Refusal: geweigerd,
        Conflict: lambda _: _IEMAND_EERST,
        Unavailable: lambda _: _LOG_WEG,
        NotBuilt: lambda _: _NOG_NIET,
        FormulierVerlopen: lambda fout: Gezegd(403, "Formulier verlopen", str(fout)),
        RequestValidationError: _onleesbaar,
        HTTPException: lambda fout: _BEKEND.get(fout.status_code, _ONVERWACHT),
    }
    for soort, zeg in soorten.items():
        app.add_exception_handler(soort, _vertaler(kader, omgeving, zeg))
    app.add_exception_handler(NietAangemeld, _niet_aangemeld)


def _onleesbaar(fout: RequestValidationError) -> Gezegd:
    namen = ", ".join(str(melding["loc"][-1]) for melding in fout.errors())
    return Gezegd(422, "Dit klopt niet", f"Deze velden ontbreken of kloppen niet: {namen}.")


def _vertaler(
    kader: Kader, omgeving: Environment, zeg: Callable[[Any], Gezegd]
) -> Callable[[Request, Exception], Response]:
    def vertaal(verzoek: Request, fout: Exception) -> Response:
        gezegd = zeg(fout)
        if _is_api(verzoek):
            return Probleem(*gezegd)
        sessie: Sessie | None = None
        with contextlib.suppress(NietAangemeld):
            sessie = kader.aanmelding.sessie(verzoek)
        pagina = omgeving.get_template("shell/fout.html")
        return HTMLResponse(pagina.render(titel=gezegd.titel, uitleg=gezegd.uitleg, sessie=sessie), gezegd.status)

    return vertaal


def _niet_aangemeld(verzoek: Request, _fout: Exception) -> Response:
    if _is_api(verzoek):
        return Probleem(401, "Niet aangemeld", "Meld je eerst aan.")
    return naar_aanmelden(verzoek)


def _is_api(verzoek: Request) -> bool:
    return verzoek.url.path.startswith("/api/")
