WITH geteld AS (
    SELECT g.gebied, p.periode, i.doelgroep, count(*) AS infosessies, sum(i.deelnemers) AS deelnemers
    FROM infosessie AS i
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON i.dag >= p.van AND i.dag < p.tot
    GROUP BY ALL
)
SELECT gebied AS regio, periode, NULL AS splits, NULL AS dimensie, NULL AS waarde_dimensie, sum(infosessies) AS teller,
    NULL AS noemer
FROM geteld
GROUP BY ALL
UNION ALL
SELECT gebied, periode, NULL, 'opkomst', 'deelnemers', sum(deelnemers), NULL FROM geteld GROUP BY ALL
UNION ALL
SELECT gebied, periode, NULL, 'doelgroep', doelgroep, infosessies, NULL FROM geteld
