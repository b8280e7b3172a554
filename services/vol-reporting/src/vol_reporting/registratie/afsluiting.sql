-- Whether a dossier is closed, from `vanaf` until `tot` (exclusive; NULL: until now), as `toestemming`; `heropend`:
-- whether what came next opened it again.
SELECT
    regio, entiteit AS dossier, soort = 'dossier-afgesloten' AS gesloten, reden, tijdstip AS vanaf, dag,
    lead(tijdstip) OVER verloop AS tot,
    coalesce(lead(soort) OVER verloop = 'dossier-heropend', false) AS heropend
FROM geldig
WHERE soort IN ('dossier-afgesloten', 'dossier-heropend')
WINDOW verloop AS (PARTITION BY regio, entiteit ORDER BY tijdstip, geregistreerd, bron, id)
