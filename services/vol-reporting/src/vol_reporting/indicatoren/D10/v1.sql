-- The minutes of D03, each at the hourly cost of its region on the day of the aanmelding. The sum is of decimals: that
-- of doubles depends on the order of the rows.
WITH geteld AS (
    SELECT
        regio, splits, trap, aangemeld_dag, count(*) AS aantal,
        sum(CASE trap WHEN 'informatieverstrekking' THEN minuten_informatie ELSE minuten_sessies END) AS minuten
    FROM dossier
    WHERE trap IS NOT NULL
    GROUP BY ALL
),
gekost AS (
    SELECT
        g.gebied, p.periode, t.splits, t.trap, t.aantal, t.minuten, u.herkomst,
        t.minuten::BIGINT * u.waarde::DECIMAL(18, 6) AS kost
    FROM geteld AS t
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON t.aangemeld_dag >= p.van AND t.aangemeld_dag < p.tot
    LEFT JOIN regiowaarde AS u
        ON u.naam = 'uurkost' AND u.regio = t.regio AND t.aangemeld_dag >= u.van AND t.aangemeld_dag < u.tot
),
deel AS (
    SELECT *, NULL AS dimensie, NULL AS waarde_dimensie FROM gekost
    UNION ALL
    SELECT *, 'trap', trap FROM gekost
)
SELECT
    gebied AS regio, periode, splits, dimensie, waarde_dimensie, sum(minuten) AS teller, sum(aantal) AS noemer,
    CASE WHEN bool_and(kost IS NOT NULL) THEN coalesce(sum(kost)::DOUBLE / 60 / nullif(sum(minuten), 0), 0) END AS factor,
    CASE WHEN bool_and(kost IS NOT NULL) THEN string_agg(DISTINCT herkomst, '; ' ORDER BY herkomst) END AS herkomst
FROM deel
GROUP BY ALL
