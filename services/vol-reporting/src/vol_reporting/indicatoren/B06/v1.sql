WITH geteld AS (
    SELECT g.gebied, p.periode, d.splits, d.toeleiding, d.partnersoort, count(*) AS aantal
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    GROUP BY ALL
),
totaal AS (
    SELECT gebied, periode, splits, sum(aantal) AS dossiers FROM geteld GROUP BY ALL
),
deel AS (
    SELECT gebied, periode, splits, 'toeleiding' AS dimensie, toeleiding AS waarde, sum(aantal) AS aantal
    FROM geteld
    GROUP BY ALL
    UNION ALL
    SELECT gebied, periode, splits, 'partnersoort', partnersoort, sum(aantal)
    FROM geteld
    WHERE partnersoort IS NOT NULL
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, dossiers AS teller,
    dossiers AS noemer
FROM totaal
UNION ALL
SELECT d.gebied, d.periode, d.splits, d.dimensie, d.waarde, d.aantal, t.dossiers
FROM deel AS d
JOIN totaal AS t
    ON t.gebied = d.gebied AND t.periode = d.periode AND t.splits IS NOT DISTINCT FROM d.splits
