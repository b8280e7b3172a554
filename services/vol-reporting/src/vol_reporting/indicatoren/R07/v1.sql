SELECT g.gebied AS regio, p.periode, d.splits, count(*) FILTER (a.heropend) AS teller, count(*) AS noemer
FROM afsluiting AS a
JOIN gebied AS g ON g.regio = a.regio
JOIN periode AS p ON a.dag >= p.van AND a.dag < p.tot
LEFT JOIN splitsing AS d ON d.regio = a.regio AND d.dossier = a.dossier
WHERE a.gesloten
GROUP BY ALL
