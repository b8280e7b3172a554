"""From what was filled in to commands: reading a form, looking up whom it is about, and carrying it out."""
