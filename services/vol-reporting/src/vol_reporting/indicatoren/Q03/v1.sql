WITH geteld AS (
    SELECT
        g.gebied, p.periode, t.is_import,
        CASE
            WHEN t.dagen = 0 THEN '0'
            WHEN t.dagen <= 3 THEN '1–3'
            WHEN t.dagen <= 6 THEN '4–6'
            WHEN t.dagen <= 10 THEN '7–10'
            ELSE '11+'
        END AS klasse,
        sum(t.aantal) AS aantal
    FROM tijdigheid AS t
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON t.dag >= p.van AND t.dag < p.tot
    GROUP BY ALL
),
totaal AS (
    SELECT
        gebied, periode, is_import, sum(aantal) AS aantal,
        coalesce(sum(aantal) FILTER (klasse IN ('0', '1–3')), 0) AS tijdig
    FROM geteld
    GROUP BY ALL
)
SELECT gebied AS regio, periode, NULL AS splits, NULL AS dimensie, NULL AS waarde_dimensie, tijdig AS teller,
    aantal AS noemer
FROM totaal
WHERE NOT is_import
UNION ALL
SELECT n.gebied, n.periode, NULL, if(n.is_import, 'klasse-import', 'klasse'), n.klasse, n.aantal, t.aantal
FROM geteld AS n
JOIN totaal AS t ON t.gebied = n.gebied AND t.periode = n.periode AND t.is_import = n.is_import
