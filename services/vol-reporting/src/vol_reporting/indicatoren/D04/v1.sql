-- A session of a dossier without aanmelding has a person of its own: the dossier.
WITH gesprek AS (
    SELECT
        g.gebied, p.periode, d.splits, coalesce(d.persoon, 'dossier:' || c.regio || '/' || c.dossier) AS persoon,
        count(*) AS gesprekken
    FROM contact AS c
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON c.dag >= p.van AND c.dag < p.tot
    LEFT JOIN dossier AS d ON d.regio = c.regio AND d.dossier = c.dossier
    WHERE c.soort = 'sessie' AND c.status = 'gehouden'
    GROUP BY ALL
),
totaal AS (
    SELECT
        gebied, periode, splits, sum(gesprekken) AS gesprekken, count(*) AS personen,
        count(*) FILTER (gesprekken = 1) AS een,
        count(*) FILTER (gesprekken BETWEEN 2 AND 3) AS twee_drie,
        count(*) FILTER (gesprekken BETWEEN 4 AND 8) AS vier_acht,
        count(*) FILTER (gesprekken > 8) AS meer
    FROM gesprek
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, gesprekken AS teller,
    personen AS noemer
FROM totaal
UNION ALL
SELECT gebied, periode, splits, 'verdeling', '1', een, personen FROM totaal
UNION ALL
SELECT gebied, periode, splits, 'verdeling', '2–3', twee_drie, personen FROM totaal
UNION ALL
SELECT gebied, periode, splits, 'verdeling', '4–8', vier_acht, personen FROM totaal
UNION ALL
SELECT gebied, periode, splits, 'verdeling', '> 8', meer, personen FROM totaal
