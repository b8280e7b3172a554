SELECT g.gebied AS regio, p.periode, d.splits, count(*) FILTER (v.warm) AS teller, count(*) AS noemer
FROM doorverwijzing AS v
JOIN gebied AS g ON g.regio = v.regio
JOIN periode AS p ON v.dag >= p.van AND v.dag < p.tot
LEFT JOIN splitsing AS d ON d.regio = v.regio AND d.dossier = v.dossier
WHERE v.richting = 'uit'
GROUP BY ALL
