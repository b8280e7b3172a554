-- Enrolments as told by the client, the provider or the link with DAVINCI.
SELECT
    regio, entiteit AS dossier, tijdstip AS vastgesteld, dag, gegeven_bron AS bron, aanbieder_soort, ingangsdatum
FROM geldig
WHERE soort = 'inschrijving-vastgesteld'
