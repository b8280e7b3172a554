-- Working days after the aanmelding, up to and including the day of the first dispatching or the first held session.
WITH wacht AS (
    SELECT regio, splits, 'dispatching' AS tot, aangemeld_dag AS van_dag, gedispatcht_dag AS tot_dag, count(*) AS aantal
    FROM dossier
    WHERE gedispatcht_dag IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT regio, splits, 'sessie', aangemeld_dag, eerste_sessie_dag, count(*)
    FROM dossier
    WHERE eerste_sessie_dag IS NOT NULL
    GROUP BY ALL
),
gemeten AS (
    SELECT
        g.gebied, p.periode, w.splits, w.tot, greatest(e.nummer - b.nummer, 0) AS dagen, w.aantal, n.waarde AS norm,
        n.herkomst
    FROM wacht AS w
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON w.van_dag >= p.van AND w.van_dag < p.tot
    JOIN werkdag AS b ON b.dag = w.van_dag
    JOIN werkdag AS e ON e.dag = w.tot_dag
    LEFT JOIN regiowaarde AS n
        ON n.naam = 'norm-wachttijd-' || w.tot AND n.regio = w.regio AND w.van_dag >= n.van AND w.van_dag < n.tot
)
SELECT gebied AS regio, periode, splits, 'tot-' || tot AS dimensie, dagen AS waarde, sum(aantal) AS aantal
FROM gemeten
GROUP BY ALL
UNION ALL BY NAME
SELECT
    gebied AS regio, periode, splits, 'binnen-norm' AS dimensie, tot AS waarde_dimensie,
    CASE WHEN bool_and(norm IS NOT NULL) THEN coalesce(sum(aantal) FILTER (dagen <= norm), 0) END AS teller,
    sum(aantal) AS noemer,
    CASE WHEN bool_and(norm IS NOT NULL) THEN string_agg(DISTINCT herkomst, '; ' ORDER BY herkomst) END AS herkomst
FROM gemeten
GROUP BY ALL
