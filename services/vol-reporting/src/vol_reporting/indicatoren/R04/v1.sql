-- Of a dossier its first keuze, once it is 90 days old on the day from which is looked.
WITH eerste AS (
    SELECT regio, dossier, min(gekozen) AS gekozen, min(dag) AS dag FROM keuze GROUP BY ALL
),
ingeschreven AS (
    SELECT DISTINCT e.regio, e.dossier
    FROM eerste AS e
    JOIN inschrijving AS i ON i.regio = e.regio AND i.dossier = e.dossier
    WHERE i.vastgesteld >= e.gekozen AND i.dag <= e.dag + 90
)
SELECT g.gebied AS regio, p.periode, d.splits, count(i.dossier) AS teller, count(*) AS noemer
FROM eerste AS e
JOIN peil ON e.dag + 90 <= peil.dag
JOIN gebied AS g ON g.regio = e.regio
JOIN periode AS p ON e.dag >= p.van AND e.dag < p.tot
LEFT JOIN ingeschreven AS i ON i.regio = e.regio AND i.dossier = e.dossier
LEFT JOIN splitsing AS d ON d.regio = e.regio AND d.dossier = e.dossier
GROUP BY ALL
