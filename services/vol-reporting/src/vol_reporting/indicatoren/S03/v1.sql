WITH gevonden AS (
    SELECT DISTINCT regio, dossier, drempelsoort FROM drempel
),
cohort AS (
    SELECT g.gebied, p.periode, d.splits, d.regio, d.dossier
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
),
totaal AS (
    SELECT
        gebied, periode, splits,
        count(*) FILTER ((regio, dossier) IN (SELECT (v.regio, v.dossier) FROM gevonden AS v)) AS met_drempel,
        count(*) AS dossiers
    FROM cohort
    GROUP BY ALL
),
per_soort AS (
    SELECT c.gebied, c.periode, c.splits, v.drempelsoort, count(*) AS aantal
    FROM cohort AS c
    JOIN gevonden AS v USING (regio, dossier)
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, met_drempel AS teller,
    dossiers AS noemer
FROM totaal
UNION ALL
SELECT s.gebied, s.periode, s.splits, 'drempelsoort', s.drempelsoort, s.aantal, t.dossiers
FROM per_soort AS s
JOIN totaal AS t
    ON t.gebied = s.gebied AND t.periode = s.periode AND t.splits IS NOT DISTINCT FROM s.splits
