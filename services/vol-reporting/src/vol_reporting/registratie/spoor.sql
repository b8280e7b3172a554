-- Every dossier that left a trace in intake or trajecten: from its aanmelding or, without one, from its first fact.
-- A received referral alone is no trace yet.
WITH aangemeld AS (
    SELECT regio, entiteit AS dossier, min(dag) AS dag
    FROM geldig
    WHERE soort = 'aanmelding-geregistreerd'
    GROUP BY ALL
),
zonder AS (
    SELECT g.regio, g.entiteit AS dossier, min(g.dag) AS dag
    FROM geldig AS g
    SEMI JOIN dossiersoort AS s ON s.soort = g.soort AND s.service = g.service
    ANTI JOIN aangemeld AS a ON a.regio = g.regio AND a.dossier = g.entiteit
    GROUP BY ALL
)
SELECT regio, dossier, dag, true AS aangemeld FROM aangemeld
UNION ALL
SELECT regio, dossier, dag, false FROM zonder
