WITH toegestaan AS (
    SELECT regio, dossier FROM toestemming WHERE doel = 'opvolging-inschrijving' AND gegeven AND tot IS NULL
),
ingeschreven AS (
    SELECT DISTINCT regio, dossier FROM inschrijving WHERE bron = 'davinci'
)
SELECT g.gebied AS regio, p.periode, d.splits, count(i.dossier) AS teller, count(*) AS noemer
FROM dossier AS d
SEMI JOIN toegestaan USING (regio, dossier)
JOIN gebied AS g USING (regio)
JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
LEFT JOIN ingeschreven AS i ON i.regio = d.regio AND i.dossier = d.dossier
GROUP BY ALL
