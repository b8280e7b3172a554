-- Minutes of short answers for informatieverstrekking, of held sessions for the other trappen.
WITH geteld AS (
    SELECT
        g.gebied, p.periode, d.splits, d.trap, count(*) AS aantal,
        sum(CASE d.trap WHEN 'informatieverstrekking' THEN d.minuten_informatie ELSE d.minuten_sessies END) AS minuten
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    WHERE d.trap IS NOT NULL
    GROUP BY ALL
),
totaal AS (
    SELECT gebied, periode, splits, sum(aantal) AS aantal, sum(minuten) AS minuten FROM geteld GROUP BY ALL
),
trap AS (
    SELECT * FROM (VALUES ('informatieverstrekking'), ('informatiebemiddeling'), ('begeleidingstraject')) AS t (trap)
)
SELECT t.gebied AS regio, t.periode, t.splits, NULL AS dimensie, NULL AS waarde_dimensie, t.minuten AS teller,
    t.aantal AS noemer
FROM totaal AS t
UNION ALL
SELECT t.gebied, t.periode, t.splits, 'trap', s.trap, coalesce(n.minuten, 0), coalesce(n.aantal, 0)
FROM totaal AS t
CROSS JOIN trap AS s
LEFT JOIN geteld AS n
    ON n.gebied = t.gebied AND n.periode = t.periode AND n.splits IS NOT DISTINCT FROM t.splits AND n.trap = s.trap
