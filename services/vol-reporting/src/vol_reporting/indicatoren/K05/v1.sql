-- Of a dossier its first keuze; followed up by a talk or a microcontact after it and before the first enrolment.
WITH eerste AS (
    SELECT regio, dossier, min(gekozen) AS gekozen, min(dag) AS dag FROM keuze GROUP BY ALL
),
ingeschreven AS (
    SELECT regio, dossier, min(vastgesteld) AS vastgesteld FROM inschrijving GROUP BY ALL
),
opgevolgd AS (
    SELECT DISTINCT e.regio, e.dossier
    FROM eerste AS e
    JOIN contact AS c ON c.regio = e.regio AND c.dossier = e.dossier AND c.moment > e.gekozen
    LEFT JOIN ingeschreven AS i ON i.regio = e.regio AND i.dossier = e.dossier
    WHERE c.status = 'gehouden' AND (i.vastgesteld IS NULL OR c.moment < i.vastgesteld)
)
SELECT g.gebied AS regio, p.periode, d.splits, count(o.dossier) AS teller, count(*) AS noemer
FROM eerste AS e
JOIN gebied AS g ON g.regio = e.regio
JOIN periode AS p ON e.dag >= p.van AND e.dag < p.tot
LEFT JOIN opgevolgd AS o ON o.regio = e.regio AND o.dossier = e.dossier
LEFT JOIN splitsing AS d ON d.regio = e.regio AND d.dossier = e.dossier
GROUP BY ALL
