WITH per_dossier AS (
    SELECT regio, dossier, count(*) AS contacten FROM contact WHERE status = 'gehouden' GROUP BY ALL
)
SELECT
    g.gebied AS regio, p.periode, d.splits, coalesce(sum(c.contacten), 0) AS teller, count(*) AS noemer
FROM traject AS t
JOIN gebied AS g USING (regio)
JOIN periode AS p ON t.dag >= p.van AND t.dag < p.tot
LEFT JOIN per_dossier AS c ON c.regio = t.regio AND c.dossier = t.dossier
LEFT JOIN splitsing AS d ON d.regio = t.regio AND d.dossier = t.dossier
WHERE t.volgnummer = 1
GROUP BY ALL
