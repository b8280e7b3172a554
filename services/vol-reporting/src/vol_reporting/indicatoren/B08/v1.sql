-- Who is laaggeschoold among those whose schooling is known, against the share in the population (a percentage).
WITH bekende AS (
    SELECT g.gebied, p.periode, count(*) FILTER (d.laaggeschoold = 'laag') AS laag, count(*) AS gekend
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    WHERE d.laaggeschoold IN ('laag', 'niet-laag')
    GROUP BY ALL
)
SELECT
    b.gebied AS regio, b.periode, NULL AS splits, b.laag AS teller, b.gekend AS noemer,
    100 / w.waarde AS factor, w.herkomst
FROM bekende AS b
LEFT JOIN gebiedswaarde AS w
    ON w.gebied = b.gebied AND w.periode = b.periode AND w.naam = 'aandeel-laaggeschoold' AND w.waarde > 0
