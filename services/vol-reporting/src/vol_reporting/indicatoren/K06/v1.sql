WITH toegestaan AS (
    SELECT DISTINCT t.regio, t.dossier
    FROM traject AS t
    JOIN toestemming AS x ON x.regio = t.regio AND x.dossier = t.dossier
    WHERE t.volgnummer = 1 AND x.doel = 'begeleiding' AND x.gegeven
        AND x.vanaf <= t.gestart AND (x.tot IS NULL OR t.gestart < x.tot)
)
SELECT g.gebied AS regio, p.periode, d.splits, count(x.dossier) AS teller, count(*) AS noemer
FROM traject AS t
JOIN gebied AS g ON g.regio = t.regio
JOIN periode AS p ON t.dag >= p.van AND t.dag < p.tot
LEFT JOIN toegestaan AS x ON x.regio = t.regio AND x.dossier = t.dossier
LEFT JOIN splitsing AS d ON d.regio = t.regio AND d.dossier = t.dossier
WHERE t.volgnummer = 1
GROUP BY ALL
