-- In which group of the split a dossier is, for figures that need nothing else of it.
SELECT regio, dossier, splits FROM dossier
