"""From what was filled in to commands that are carried out. What is not right is said per field, all at once."""

from partners.handelingen.invulling import Invulling, Onvolledig

__all__ = ["Invulling", "Onvolledig"]
