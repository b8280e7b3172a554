-- Every dossier that left a trace in intake or trajecten: from its aanmelding or, without one, from its first fact.
-- A received referral alone is no trace yet.
SELECT
    regio, entiteit AS dossier,
    coalesce(min(dag) FILTER (soort = 'aanmelding-geregistreerd'), min(dag)) AS dag,
    bool_or(soort = 'aanmelding-geregistreerd') AS aangemeld
FROM geldig
SEMI JOIN dossiersoort USING (soort, service)
GROUP BY ALL
