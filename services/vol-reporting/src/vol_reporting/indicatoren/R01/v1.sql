SELECT
    g.gebied AS regio, p.periode, d.splits,
    count(*) FILTER ((t.regio, t.dossier) IN (SELECT (x.regio, x.dossier) FROM keuze AS x)) AS teller,
    count(*) AS noemer
FROM traject AS t
JOIN gebied AS g USING (regio)
JOIN periode AS p ON t.dag >= p.van AND t.dag < p.tot
LEFT JOIN splitsing AS d ON d.regio = t.regio AND d.dossier = t.dossier
WHERE t.volgnummer = 1
GROUP BY ALL
