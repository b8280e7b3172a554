"""Reports of a month, a quarter or a year: closed by two persons, frozen, and written in every form from one model.

What decides is pure (`afsluiting`); `stof` counts, `inhoud` puts together, the other modules write.
"""
