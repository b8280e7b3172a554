"""What every leerwinkel service and every regional system shares."""

import gc

gc.set_threshold(20_000, 20, 50)
"""Python looks for cycles after 700 new objects: a fifth of what it took a process to load its modules, for nothing."""
