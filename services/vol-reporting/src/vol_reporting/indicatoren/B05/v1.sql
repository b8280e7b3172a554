-- The groups of a dossier are a list: dossiers with the same list are counted together first.
WITH geteld AS (
    SELECT g.gebied, p.periode, d.splits, d.kansengroepen, count(*) AS aantal
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    GROUP BY ALL
),
totaal AS (
    SELECT
        gebied, periode, splits, sum(aantal) AS dossiers,
        coalesce(sum(aantal) FILTER (
            NOT list_has_all(['geen', 'onbekend', 'niet-gevraagd', 'wil-niet-zeggen'], kansengroepen)
        ), 0) AS met_groep
    FROM geteld
    GROUP BY ALL
),
lid AS (
    SELECT gebied, periode, splits, unnest(kansengroepen) AS kansengroep, aantal FROM geteld
),
per_groep AS (
    SELECT gebied, periode, splits, kansengroep, sum(aantal) AS aantal FROM lid GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, met_groep AS teller,
    dossiers AS noemer
FROM totaal
UNION ALL
SELECT n.gebied, n.periode, n.splits, 'kansengroepen', n.kansengroep, n.aantal, t.dossiers
FROM per_groep AS n
JOIN totaal AS t
    ON t.gebied = n.gebied AND t.periode = n.periode AND t.splits IS NOT DISTINCT FROM n.splits
