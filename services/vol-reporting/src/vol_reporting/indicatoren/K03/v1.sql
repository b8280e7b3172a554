WITH geteld AS (
    SELECT
        g.gebied, p.periode, d.splits, v.richting, count(v.teruggekoppeld) AS teruggekoppeld, count(*) AS beantwoord
    FROM doorverwijzing AS v
    JOIN gebied AS g ON g.regio = v.regio
    JOIN periode AS p ON v.dag >= p.van AND v.dag < p.tot
    LEFT JOIN splitsing AS d ON d.regio = v.regio AND d.dossier = v.dossier
    WHERE v.antwoord IS NOT NULL
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, sum(teruggekoppeld) AS teller,
    sum(beantwoord) AS noemer
FROM geteld
GROUP BY ALL
UNION ALL
SELECT gebied, periode, splits, 'verwijsrichting', richting, teruggekoppeld, beantwoord FROM geteld
