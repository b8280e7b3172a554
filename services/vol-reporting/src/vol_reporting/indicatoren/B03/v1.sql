-- Every area has a row: nobody reached is a zero, no population is no figure.
WITH bereikt AS (
    SELECT g.gebied, p.periode, count(DISTINCT d.persoon) AS personen
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    GROUP BY ALL
),
vraag AS (
    SELECT DISTINCT g.gebied, p.periode FROM gebied AS g CROSS JOIN periode AS p
)
SELECT
    v.gebied AS regio, v.periode, NULL AS splits, coalesce(b.personen, 0) AS teller, w.waarde AS noemer,
    1000 AS factor, w.herkomst
FROM vraag AS v
LEFT JOIN bereikt AS b ON b.gebied = v.gebied AND b.periode = v.periode
LEFT JOIN gebiedswaarde AS w
    ON w.gebied = v.gebied AND w.periode = v.periode AND w.naam = 'inwoners-18-64'
