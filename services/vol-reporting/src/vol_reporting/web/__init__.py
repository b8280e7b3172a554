"""The VOL's pages: they show what others computed and compute nothing themselves."""
