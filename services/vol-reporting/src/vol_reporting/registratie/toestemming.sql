-- Consent as it stands from `vanaf` until `tot` (exclusive; NULL: until now), per purpose. Of several at one moment
-- the last in order counts: the others have an empty span.
SELECT
    regio, entiteit AS dossier, doel, soort = 'toestemming-gegeven' AS gegeven, wijze, tijdstip AS vanaf, dag,
    lead(tijdstip) OVER (PARTITION BY regio, entiteit, doel ORDER BY tijdstip, geregistreerd, bron, id) AS tot
FROM geldig
WHERE soort IN ('toestemming-gegeven', 'toestemming-ingetrokken')
