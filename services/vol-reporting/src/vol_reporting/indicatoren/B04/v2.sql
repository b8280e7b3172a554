WITH geteld AS (
    SELECT g.gebied, p.periode, d.splits, d.scholing, count(*) AS aantal
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie,
    coalesce(sum(aantal) FILTER (scholing = 'laag'), 0) AS teller, sum(aantal) AS noemer
FROM geteld
GROUP BY ALL
UNION ALL
SELECT gebied, periode, splits, 'scholing', scholing, aantal, sum(aantal) OVER (PARTITION BY gebied, periode, splits)
FROM geteld
