-- Held, not shown up, or cancelled by the cliënt on the very day for which it was meant.
SELECT
    g.gebied AS regio, p.periode, d.splits, count(*) FILTER (c.status = 'niet-verschenen') AS teller, count(*) AS noemer
FROM contact AS c
JOIN gebied AS g ON g.regio = c.regio
JOIN periode AS p ON c.dag >= p.van AND c.dag < p.tot
LEFT JOIN splitsing AS d ON d.regio = c.regio AND d.dossier = c.dossier
WHERE c.soort = 'sessie' AND (
    c.status IN ('gehouden', 'niet-verschenen')
    OR (c.status = 'geannuleerd' AND c.door = 'client' AND c.dag = c.bedoelde_dag)
)
GROUP BY ALL
