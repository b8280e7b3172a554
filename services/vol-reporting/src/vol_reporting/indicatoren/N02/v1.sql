WITH geteld AS (
    SELECT g.gebied, p.periode, count(*) AS zitdagen, sum(z.bezoekers) AS bezoekers
    FROM zitdag AS z
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON z.dag >= p.van AND z.dag < p.tot
    GROUP BY ALL
)
SELECT gebied AS regio, periode, NULL AS splits, NULL AS dimensie, NULL AS waarde_dimensie, zitdagen AS teller,
    NULL AS noemer
FROM geteld
UNION ALL
SELECT gebied, periode, NULL, 'opkomst', 'bezoekers', bezoekers, NULL FROM geteld
