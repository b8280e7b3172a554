"""The intake service of a regional leerwinkel."""
