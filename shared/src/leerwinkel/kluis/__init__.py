"""The kluis: keys of persons, encryption of what identifies them, and searching without being able to read.

Erasing a person is destroying a key here; what was encrypted under it is then worth nothing, wherever it lies.
"""
