"""What goes into the functions that derive, and what comes out."""

from collections.abc import Mapping, Sequence
from typing import Any

from leerwinkel.gebeurtenissen.envelop import AnyGebeurtenis

Events = Sequence[AnyGebeurtenis]
"""Those that count, of one kind of entity, oldest first."""

Rijen = Sequence[Mapping[str, Any]]
