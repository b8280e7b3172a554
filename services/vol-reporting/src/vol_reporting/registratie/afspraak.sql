-- For which day a session was meant that the cliënt cancelled, as last said: with its planning or its cancellation.
WITH afgezegd AS (
    SELECT DISTINCT regio, entiteit, sessie FROM geldig WHERE soort = 'sessie-geannuleerd' AND door = 'client'
)
SELECT
    regio, entiteit AS dossier, sessie,
    (
        arg_max(moment, {tijdstip: tijdstip, geregistreerd: geregistreerd, bron: bron, id: id})
        AT TIME ZONE 'Europe/Brussels'
    )::DATE AS dag
FROM geldig
SEMI JOIN afgezegd USING (regio, entiteit, sessie)
WHERE soort IN ('sessie-gepland', 'sessie-geannuleerd', 'sessie-niet-verschenen') AND moment IS NOT NULL
GROUP BY ALL
