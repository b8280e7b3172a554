"""Data quality: streams held apart, events offered again from quarantine, and what a region is asked to mend."""
