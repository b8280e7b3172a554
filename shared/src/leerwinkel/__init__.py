"""What every leerwinkel service and every regional system shares."""
