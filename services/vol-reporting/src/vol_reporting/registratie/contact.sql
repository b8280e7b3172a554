-- Sessions and microcontacts. A session that was planned and has no outcome yet is there as planned; of one that the
-- cliënt cancelled `bedoelde_dag` is the day for which it was meant.
WITH afloop AS (
    SELECT
        regio, entiteit AS dossier, sessie, 'sessie' AS soort, gegeven_soort AS sessiesoort, vorm, NULL AS medium,
        tijdstip AS moment, dag, duur_minuten, begeleider, ontvangen, door,
        CASE soort
            WHEN 'sessie-gehouden' THEN 'gehouden'
            WHEN 'sessie-niet-verschenen' THEN 'niet-verschenen'
            ELSE 'geannuleerd'
        END AS status
    FROM geldig
    WHERE soort IN ('sessie-gehouden', 'sessie-niet-verschenen', 'sessie-geannuleerd')
),
gepland AS (
    SELECT
        regio, entiteit AS dossier, sessie, 'sessie' AS soort, gegeven_soort AS sessiesoort, vorm, NULL AS medium,
        moment, moment::DATE AS dag, NULL AS duur_minuten, begeleider, ontvangen,
        NULL AS door, 'gepland' AS status
    FROM geldig
    WHERE soort = 'sessie-gepland'
),
microcontact AS (
    SELECT
        regio, entiteit AS dossier, NULL AS sessie, 'microcontact' AS soort, NULL AS sessiesoort, NULL AS vorm, medium,
        tijdstip AS moment, dag, duur_minuten, NULL AS begeleider, ontvangen, NULL AS door, 'gehouden' AS status
    FROM geldig
    WHERE soort = 'microcontact-geregistreerd'
)
SELECT * FROM afloop WHERE status <> 'geannuleerd'
UNION ALL BY NAME
SELECT a.*, b.dag AS bedoelde_dag
FROM afloop AS a
LEFT JOIN afspraak AS b USING (regio, dossier, sessie)
WHERE a.status = 'geannuleerd'
UNION ALL BY NAME
SELECT * FROM gepland ANTI JOIN afloop USING (regio, dossier, sessie)
UNION ALL BY NAME
SELECT * FROM microcontact
