"""The partners service: its read model, its pages, its sentences. By itself it does nothing: its policies propose."""

from typing import Final

from fastapi import FastAPI

from leerwinkel.dienst import Dienst, Kader, sjablonen
from leerwinkel.dienst import create_app as maak_app
from partners.domain.weigeringen import ZINNEN
from partners.leesmodel import MODEL
from partners.web import routers


def create_app(kader: Kader) -> FastAPI:
    """The pages of partners in one region."""
    omgeving = sjablonen(kader, "partners.web")
    app = maak_app(kader, omgeving, routers(kader, omgeving))
    app.state.kader = kader
    return app


DIENST: Final = Dienst("partners", MODEL, ZINNEN, create_app)
"""What runs."""
