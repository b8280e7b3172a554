-- Choices, first and revised.
SELECT
    regio, entiteit AS dossier, tijdstip AS gekozen, dag, soort = 'keuze-herzien' AS herzien, aanbieder_soort, niveau,
    studiegebied, evc, overwogen_opties, klaar_voor_inschrijving
FROM geldig
WHERE soort IN ('keuze-gemaakt', 'keuze-herzien')
