"""What the services of a region decide in the same way about a dossier: corrections, and what consent says."""
