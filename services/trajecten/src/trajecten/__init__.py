"""The trajecten service of a regional leerwinkel."""
