-- A trap with nobody is a zero of its own wherever something was counted.
WITH geteld AS (
    SELECT g.gebied, p.periode, d.splits, d.trap, count(*) AS aantal
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    WHERE d.trap IS NOT NULL
    GROUP BY ALL
),
totaal AS (
    SELECT gebied, periode, splits, sum(aantal) AS aantal FROM geteld GROUP BY ALL
),
trap AS (
    SELECT * FROM (VALUES ('informatieverstrekking'), ('informatiebemiddeling'), ('begeleidingstraject')) AS t (trap)
)
SELECT t.gebied AS regio, t.periode, t.splits, NULL AS dimensie, NULL AS waarde_dimensie, t.aantal AS teller,
    t.aantal AS noemer
FROM totaal AS t
UNION ALL
SELECT t.gebied, t.periode, t.splits, 'trap', s.trap, coalesce(n.aantal, 0), t.aantal
FROM totaal AS t
CROSS JOIN trap AS s
LEFT JOIN geteld AS n
    ON n.gebied = t.gebied AND n.periode = t.periode AND n.splits IS NOT DISTINCT FROM t.splits AND n.trap = s.trap
