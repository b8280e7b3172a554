-- A corrected fact counts on the day that the correction gives, a retracted one on its own.
WITH deel AS (
    SELECT regio, dag, NULL AS hoe, sum(aantal) AS feiten FROM tijdigheid GROUP BY ALL
    UNION ALL
    SELECT regio, dag, 'gecorrigeerd', count(*)
    FROM gecorrigeerd
    ANTI JOIN herroepen USING (regio, bron, id)
    GROUP BY ALL
    UNION ALL
    SELECT regio, dag, 'ingetrokken', count(*) FROM ingetrokken GROUP BY ALL
),
geteld AS (
    SELECT
        g.gebied, p.periode,
        coalesce(sum(d.feiten) FILTER (d.hoe = 'gecorrigeerd'), 0) AS gecorrigeerde,
        coalesce(sum(d.feiten) FILTER (d.hoe = 'ingetrokken'), 0) AS weg,
        coalesce(sum(d.feiten) FILTER (d.hoe IS NULL), 0) AS geldige
    FROM deel AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.dag >= p.van AND d.dag < p.tot
    GROUP BY ALL
)
SELECT gebied AS regio, periode, NULL AS splits, NULL AS dimensie, NULL AS waarde_dimensie,
    gecorrigeerde + weg AS teller, geldige + weg AS noemer
FROM geteld
UNION ALL
SELECT gebied, periode, NULL, 'correctie', 'gecorrigeerd', gecorrigeerde, geldige + weg FROM geteld
UNION ALL
SELECT gebied, periode, NULL, 'correctie', 'ingetrokken', weg, geldige + weg FROM geteld
