-- To the first keuze that was not before the start.
WITH gekozen AS (
    SELECT t.regio, t.dossier, t.dag, min(k.dag) AS keuze_dag
    FROM traject AS t
    JOIN keuze AS k ON k.regio = t.regio AND k.dossier = t.dossier AND k.gekozen >= t.gestart
    WHERE t.volgnummer = 1
    GROUP BY ALL
)
SELECT
    g.gebied AS regio, p.periode, d.splits, 'doorlooptijd' AS dimensie, k.keuze_dag - k.dag AS waarde,
    count(*) AS aantal
FROM gekozen AS k
JOIN gebied AS g USING (regio)
JOIN periode AS p ON k.dag >= p.van AND k.dag < p.tot
LEFT JOIN splitsing AS d ON d.regio = k.regio AND d.dossier = k.dossier
GROUP BY ALL
