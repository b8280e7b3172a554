-- What holds cliënten back, as found.
SELECT regio, entiteit AS dossier, tijdstip AS vastgesteld, dag, drempelsoort, thema, ernst
FROM geldig
WHERE soort = 'drempel-vastgesteld'
