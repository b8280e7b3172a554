WITH geteld AS (
    SELECT
        g.gebied, p.periode, d.splits, count(*) AS dossiers,
        count(*) FILTER (d.geboortejaar <> 'niet-gevraagd') AS geboortejaar,
        count(*) FILTER (d.geslacht <> 'niet-gevraagd') AS geslacht,
        count(*) FILTER (d.hoogste_diploma <> 'niet-gevraagd') AS hoogste_diploma,
        count(*) FILTER (d.diploma_erkend <> 'niet-gevraagd') AS diploma_erkend,
        count(*) FILTER (d.statuut <> 'niet-gevraagd') AS statuut,
        count(*) FILTER (d.werkloosheidsduur <> 'niet-gevraagd') AS werkloosheidsduur,
        count(*) FILTER (d.nationaliteit_groep <> 'niet-gevraagd') AS nationaliteit_groep,
        count(*) FILTER (d.herkomst_groep <> 'niet-gevraagd') AS herkomst_groep,
        count(*) FILTER (d.thuistaal <> 'niet-gevraagd') AS thuistaal,
        count(*) FILTER (d.nederlands <> 'niet-gevraagd') AS nederlands,
        count(*) FILTER (d.gemeente <> 'niet-gevraagd') AS gemeente,
        count(*) FILTER (d.gezinssituatie <> 'niet-gevraagd') AS gezinssituatie,
        count(*) FILTER (NOT list_contains(d.kansengroepen, 'niet-gevraagd')) AS kansengroepen
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    GROUP BY ALL
),
per_veld AS (
    UNPIVOT geteld
    ON geboortejaar, geslacht, hoogste_diploma, diploma_erkend, statuut, werkloosheidsduur,
        nationaliteit_groep, herkomst_groep, thuistaal, nederlands, gemeente, gezinssituatie, kansengroepen
    INTO NAME veld VALUE ingevuld
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, sum(ingevuld) AS teller,
    sum(dossiers) AS noemer
FROM per_veld
GROUP BY ALL
UNION ALL
SELECT gebied, periode, splits, 'profielveld', veld, ingevuld, dossiers FROM per_veld
