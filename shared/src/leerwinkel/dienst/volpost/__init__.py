"""What the VOL lets a region know, kept in the region, so that it can be read while the line to the VOL is cut."""

from leerwinkel.dienst.volpost.bezorging import bezorg
from leerwinkel.dienst.volpost.postbus import Volpost

__all__ = ["Volpost", "bezorg"]
