-- Courses that a cliënt left before the end.
SELECT regio, entiteit AS dossier, tijdstip AS vastgesteld, dag, gegeven_bron AS bron, reden
FROM geldig
WHERE soort = 'opleiding-stopgezet'
