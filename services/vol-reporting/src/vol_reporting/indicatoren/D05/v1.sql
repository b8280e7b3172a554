SELECT g.gebied AS regio, p.periode, d.splits, sum(c.duur_minuten) AS teller, count(*) AS noemer
FROM contact AS c
JOIN gebied AS g USING (regio)
JOIN periode AS p ON c.dag >= p.van AND c.dag < p.tot
LEFT JOIN splitsing AS d ON d.regio = c.regio AND d.dossier = c.dossier
WHERE c.soort = 'sessie' AND c.status = 'gehouden'
GROUP BY ALL
