-- Signals of a region, with the municipality as coded then and today.
WITH opvolging AS (
    SELECT regio, entiteit, min(tijdstip) AS opgevolgd_op FROM geldig WHERE soort = 'signaal-opgevolgd' GROUP BY ALL
)
SELECT
    g.regio, g.entiteit AS signaal, g.gegeven_soort AS soort, g.drempelsoort, g.thema, g.gemeente,
    coalesce(f.nieuw, g.gemeente) AS gemeente_nu, g.doelgroepen, g.bestuursniveau, g.ernst, g.tijdstip AS gemeld, g.dag,
    o.opgevolgd_op
FROM geldig AS g
LEFT JOIN nis_fusie AS f ON f.oud = g.gemeente
LEFT JOIN opvolging AS o USING (regio, entiteit)
WHERE g.soort = 'signaal-gemeld'
