WITH ingeschreven AS (
    SELECT DISTINCT regio, dossier FROM inschrijving
),
gestopt AS (
    SELECT DISTINCT regio, dossier FROM stopzetting
)
SELECT g.gebied AS regio, p.periode, d.splits, count(s.dossier) AS teller, count(*) AS noemer
FROM dossier AS d
SEMI JOIN ingeschreven USING (regio, dossier)
JOIN gebied AS g USING (regio)
JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
LEFT JOIN gestopt AS s ON s.regio = d.regio AND s.dossier = d.dossier
GROUP BY ALL
