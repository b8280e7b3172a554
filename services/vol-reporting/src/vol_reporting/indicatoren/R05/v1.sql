WITH antwoord AS (
    SELECT g.gebied, p.periode, count(*) FILTER (t.waardevol = 'ja') AS ja, count(*) AS antwoorden
    FROM tevredenheid AS t
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON t.dag >= p.van AND t.dag < p.tot
    GROUP BY ALL
),
verstuurd AS (
    SELECT g.gebied, p.periode, count(*) AS bevragingen
    FROM bevraging AS b
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON b.dag >= p.van AND b.dag < p.tot
    GROUP BY ALL
)
SELECT gebied AS regio, periode, NULL AS splits, NULL AS dimensie, NULL AS waarde_dimensie, ja AS teller,
    antwoorden AS noemer
FROM antwoord
UNION ALL
SELECT gebied, periode, NULL, 'respons', 'beantwoord', coalesce(a.antwoorden, 0), coalesce(v.bevragingen, 0)
FROM antwoord AS a FULL JOIN verstuurd AS v USING (gebied, periode)
