-- Certificates earned.
SELECT regio, entiteit AS dossier, tijdstip AS vastgesteld, dag, gegeven_bron AS bron, datum, niveau
FROM geldig
WHERE soort = 'getuigschrift-behaald'
