-- Whether a dossier is closed, from `vanaf` until `tot` (exclusive; NULL: until now), as `toestemming`.
SELECT
    regio, entiteit AS dossier, soort = 'dossier-afgesloten' AS gesloten, reden, tijdstip AS vanaf, dag,
    lead(tijdstip) OVER (PARTITION BY regio, entiteit ORDER BY tijdstip, geregistreerd, bron, id) AS tot
FROM geldig
WHERE soort IN ('dossier-afgesloten', 'dossier-heropend')
