-- Days on the calendar from the referral to the answer; open for long is more than 14 days on the day of looking.
WITH verwezen AS (
    SELECT
        g.gebied, p.periode, d.splits, v.richting, coalesce(v.antwoord, 'open') AS antwoord,
        v.antwoord IS NULL AND peil.dag - v.dag > 14 AS lang_open,
        greatest((v.beantwoord_op AT TIME ZONE 'Europe/Brussels')::DATE - v.dag, 0) AS dagen, count(*) AS aantal
    FROM doorverwijzing AS v
    CROSS JOIN peil
    JOIN gebied AS g ON g.regio = v.regio
    JOIN periode AS p ON v.dag >= p.van AND v.dag < p.tot
    LEFT JOIN splitsing AS d ON d.regio = v.regio AND d.dossier = v.dossier
    GROUP BY ALL
),
totaal AS (
    SELECT
        gebied, periode, splits, sum(aantal) AS aantal,
        coalesce(sum(aantal) FILTER (antwoord <> 'open'), 0) AS beantwoord,
        coalesce(sum(aantal) FILTER (lang_open), 0) AS lang_open
    FROM verwezen
    GROUP BY ALL
),
per_antwoord AS (
    SELECT gebied, periode, splits, antwoord, sum(aantal) AS aantal FROM verwezen GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, beantwoord AS teller,
    aantal AS noemer
FROM totaal
UNION ALL BY NAME
SELECT a.gebied AS regio, a.periode, a.splits, 'antwoord' AS dimensie, a.antwoord AS waarde_dimensie,
    a.aantal AS teller, sum(a.aantal) OVER (PARTITION BY a.gebied, a.periode, a.splits) AS noemer
FROM per_antwoord AS a
UNION ALL BY NAME
SELECT gebied AS regio, periode, splits, 'open-termijn' AS dimensie, 'langer-dan-14-dagen' AS waarde_dimensie,
    lang_open AS teller, aantal AS noemer
FROM totaal
UNION ALL BY NAME
SELECT
    gebied AS regio, periode, splits, 'verwijsrichting' AS dimensie, richting AS waarde_dimensie,
    coalesce(sum(aantal) FILTER (antwoord <> 'open'), 0) AS teller, sum(aantal) AS noemer
FROM verwezen
GROUP BY ALL
UNION ALL BY NAME
SELECT gebied AS regio, periode, splits, 'tot-antwoord' AS dimensie, dagen AS waarde, sum(aantal) AS aantal
FROM verwezen
WHERE antwoord <> 'open'
GROUP BY ALL
