-- By the municipality of today, so that a series goes on where municipalities merged.
WITH geteld AS (
    SELECT
        g.gebied, p.periode, s.soort, s.drempelsoort, s.thema, coalesce(s.gemeente_nu, 'niet-gevraagd') AS gemeente,
        count(*) AS aantal
    FROM signaal AS s
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON s.dag >= p.van AND s.dag < p.tot
    GROUP BY ALL
),
deel AS (
    SELECT gebied, periode, NULL AS dimensie, NULL AS waarde, aantal FROM geteld
    UNION ALL
    SELECT gebied, periode, 'signaalsoort', soort, aantal FROM geteld
    UNION ALL
    SELECT gebied, periode, 'drempelsoort', drempelsoort, aantal FROM geteld WHERE drempelsoort IS NOT NULL
    UNION ALL
    SELECT gebied, periode, 'thema', thema, aantal FROM geteld
    UNION ALL
    SELECT gebied, periode, 'gemeente', gemeente, aantal FROM geteld
)
SELECT gebied AS regio, periode, NULL AS splits, dimensie, waarde AS waarde_dimensie, sum(aantal) AS teller,
    NULL AS noemer
FROM deel
GROUP BY ALL
