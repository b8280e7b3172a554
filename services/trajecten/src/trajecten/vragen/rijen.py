"""Rows as the screens get them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Executable

Rij = Mapping[str, Any]


def rijen(verbinding: Connection, vraag: Executable) -> list[Rij]:
    """All that it gives."""
    return [dict(rij) for rij in verbinding.execute(vraag).mappings()]
