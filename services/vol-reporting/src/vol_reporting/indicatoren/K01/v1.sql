WITH begeleid AS (
    SELECT regio, dossier, min(begeleider) = max(begeleider) AS door_een
    FROM contact
    WHERE soort = 'sessie' AND status = 'gehouden'
    GROUP BY ALL
    HAVING count(*) >= 2
)
SELECT g.gebied AS regio, p.periode, d.splits, count(*) FILTER (b.door_een) AS teller, count(*) AS noemer
FROM traject AS t
JOIN begeleid AS b ON b.regio = t.regio AND b.dossier = t.dossier
JOIN gebied AS g ON g.regio = t.regio
JOIN periode AS p ON t.dag >= p.van AND t.dag < p.tot
LEFT JOIN splitsing AS d ON d.regio = t.regio AND d.dossier = t.dossier
WHERE t.volgnummer = 1
GROUP BY ALL
