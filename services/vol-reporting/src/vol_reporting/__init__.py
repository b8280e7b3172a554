"""The VOL: what all regions registered, as uniform registration and figures."""
