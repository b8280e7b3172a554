WITH geteld AS (
    SELECT g.gebied, p.periode, d.splits, a.reden, count(*) AS aantal
    FROM afsluiting AS a
    JOIN gebied AS g ON g.regio = a.regio
    JOIN periode AS p ON a.dag >= p.van AND a.dag < p.tot
    LEFT JOIN splitsing AS d ON d.regio = a.regio AND d.dossier = a.dossier
    WHERE a.gesloten
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie,
    coalesce(sum(aantal) FILTER (reden IN ('afgehaakt', 'niet-bereikbaar')), 0) AS teller, sum(aantal) AS noemer
FROM geteld
GROUP BY ALL
UNION ALL
SELECT gebied, periode, splits, 'afsluitreden', reden, aantal, sum(aantal) OVER (PARTITION BY gebied, periode, splits)
FROM geteld
