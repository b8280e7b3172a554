-- A short answer can lead to a talk, a talk to a traject; who took a step had it, in whichever order.
WITH geteld AS (
    SELECT
        g.gebied, p.periode, d.splits,
        count(*) FILTER (d.minuten_informatie > 0) AS informatie,
        count(*) FILTER (d.minuten_informatie > 0 AND d.sessies > 0) AS informatie_verder,
        count(*) FILTER (d.sessies > 0) AS gesprek,
        count(*) FILTER (d.sessies > 0 AND d.traject_gestart IS NOT NULL) AS gesprek_verder
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie,
    informatie_verder + gesprek_verder AS teller, informatie + gesprek AS noemer
FROM geteld
UNION ALL
SELECT gebied, periode, splits, 'stap', 'informatieverstrekking', informatie_verder, informatie FROM geteld
UNION ALL
SELECT gebied, periode, splits, 'stap', 'informatiebemiddeling', gesprek_verder, gesprek FROM geteld
