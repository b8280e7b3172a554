"""The partners service of a regional leerwinkel."""
