SELECT
    g.gebied AS regio, p.periode, NULL AS splits,
    CASE
        WHEN grouping(v.partnersoort) = 0 THEN 'partnersoort'
        WHEN grouping(v.thema) = 0 THEN 'thema'
    END AS dimensie,
    coalesce(v.partnersoort, v.thema) AS waarde_dimensie, count(*) AS teller, NULL AS noemer
FROM tweedelijnsvraag AS v
JOIN gebied AS g USING (regio)
JOIN periode AS p ON v.dag >= p.van AND v.dag < p.tot
GROUP BY GROUPING SETS ((g.gebied, p.periode), (g.gebied, p.periode, v.partnersoort), (g.gebied, p.periode, v.thema))
