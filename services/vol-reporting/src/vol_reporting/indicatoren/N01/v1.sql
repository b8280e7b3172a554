SELECT
    g.gebied AS regio, p.periode, NULL AS splits,
    CASE WHEN grouping(v.partnersoort) = 0 THEN 'partnersoort' END AS dimensie, v.partnersoort AS waarde_dimensie,
    count(DISTINCT v.regio || '/' || v.partner) AS teller, NULL AS noemer
FROM doorverwijzing AS v
JOIN gebied AS g USING (regio)
JOIN periode AS p ON v.dag >= p.van AND v.dag < p.tot
WHERE v.partner IS NOT NULL
GROUP BY GROUPING SETS ((g.gebied, p.periode), (g.gebied, p.periode, v.partnersoort))
