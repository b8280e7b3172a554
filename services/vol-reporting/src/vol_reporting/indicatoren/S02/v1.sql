SELECT
    g.gebied AS regio, p.periode, NULL AS splits,
    count(*) FILTER ((s.opgevolgd_op AT TIME ZONE 'Europe/Brussels')::DATE <= s.dag + 60) AS teller,
    count(*) AS noemer
FROM signaal AS s
JOIN peil ON s.dag + 60 <= peil.dag
JOIN gebied AS g USING (regio)
JOIN periode AS p ON s.dag >= p.van AND s.dag < p.tot
GROUP BY ALL
