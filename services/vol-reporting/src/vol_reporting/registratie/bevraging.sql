-- Satisfaction questions sent.
SELECT regio, entiteit AS dossier, tijdstip AS verstuurd, dag, trap
FROM geldig
WHERE soort = 'bevraging-verstuurd'
