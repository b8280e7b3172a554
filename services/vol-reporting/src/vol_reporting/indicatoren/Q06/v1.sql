-- As it is now, whatever the period. Silent is the region from which nothing came for longest.
WITH gemist AS (
    SELECT regio, sum(tot - van + 1)::BIGINT AS posities FROM main.gat GROUP BY ALL
),
stil AS (
    SELECT o.regio, any_value(peil.dag) - max(o.dag) AS dagen FROM ontvangst AS o CROSS JOIN peil GROUP BY ALL
),
per_gebied AS (
    SELECT g.gebied, coalesce(sum(m.posities), 0) AS posities, max(s.dagen) AS dagen
    FROM gebied AS g
    LEFT JOIN gemist AS m ON m.regio = g.regio
    LEFT JOIN stil AS s ON s.regio = g.regio
    GROUP BY ALL
)
SELECT gebied AS regio, periode, NULL AS splits, NULL AS dimensie, NULL AS waarde_dimensie, posities AS teller,
    NULL AS noemer
FROM per_gebied CROSS JOIN periode
UNION ALL
SELECT gebied, periode, NULL, 'stilte', 'dagen', dagen, NULL FROM per_gebied CROSS JOIN periode WHERE dagen IS NOT NULL
