WITH toegestaan AS (
    SELECT regio, dossier FROM toestemming WHERE doel = 'opvolging-inschrijving' AND gegeven AND tot IS NULL
),
ingeschreven AS (
    SELECT regio, dossier FROM inschrijving WHERE bron = 'davinci'
),
geslaagd AS (
    SELECT DISTINCT regio, dossier FROM getuigschrift
)
SELECT g.gebied AS regio, p.periode, d.splits, count(s.dossier) AS teller, count(*) AS noemer
FROM dossier AS d
SEMI JOIN toegestaan USING (regio, dossier)
SEMI JOIN ingeschreven USING (regio, dossier)
JOIN gebied AS g USING (regio)
JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
LEFT JOIN geslaagd AS s ON s.regio = d.regio AND s.dossier = d.dossier
GROUP BY ALL
