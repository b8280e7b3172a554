-- Information sessions for a group.
SELECT regio, entiteit, dag, doelgroep, partner, deelnemers, duur_minuten
FROM geldig
WHERE soort = 'infosessie-gehouden'
