-- One request for help, from its first aanmelding: who, with which profile, how far it came.
WITH besloten AS (
    SELECT
        regio, dossier, min(beslist) AS gedispatcht, min(dag) AS gedispatcht_dag,
        any_value(besluit) FILTER (van_achter = 1) AS besluit
    FROM dispatching
    GROUP BY ALL
),
informatie AS (
    SELECT regio, entiteit AS dossier, sum(duur_minuten)::BIGINT AS minuten
    FROM geldig
    WHERE soort = 'informatie-verstrekt'
    GROUP BY ALL
),
sessie AS (
    SELECT
        regio, dossier, min(moment) AS eerste, min(dag) AS eerste_dag, max(moment) AS laatste,
        sum(duur_minuten)::BIGINT AS minuten, count(*) AS aantal,
        len(list_distinct(list(begeleider))) AS begeleiders
    FROM contact
    WHERE soort = 'sessie' AND status = 'gehouden'
    GROUP BY ALL
),
eerste_keuze AS (
    SELECT regio, dossier, min(gekozen) AS gekozen FROM keuze GROUP BY ALL
),
eerste_inschrijving AS (
    SELECT regio, dossier, min(vastgesteld) AS vastgesteld, arg_min(bron, {t: vastgesteld, b: bron}) AS bron
    FROM inschrijving
    GROUP BY ALL
),
gesloten AS (
    SELECT regio, dossier, vanaf AS afgesloten, reden FROM afsluiting WHERE gesloten AND tot IS NULL
)
SELECT
    d.*,
    coalesce(p.persoon, d.regio || '/' || d.client) AS persoon,
    a.gedispatcht, a.gedispatcht_dag, a.besluit,
    CASE
        WHEN t.dossier IS NOT NULL THEN 'begeleidingstraject'
        WHEN s.dossier IS NOT NULL THEN 'informatiebemiddeling'
        WHEN i.dossier IS NOT NULL THEN 'informatieverstrekking'
    END AS trap,
    s.eerste AS eerste_sessie, s.eerste_dag AS eerste_sessie_dag, s.laatste AS laatste_sessie,
    coalesce(s.aantal, 0) AS sessies, s.begeleiders,
    t.gestart AS traject_gestart, k.gekozen AS keuze_op, e.vastgesteld AS ingeschreven_op, e.bron,
    g.afgesloten, g.reden,
    coalesce(i.minuten, 0) AS minuten_informatie, coalesce(s.minuten, 0) AS minuten_sessies,
    NULL::VARCHAR AS splits
FROM profiel AS d
LEFT JOIN persoon AS p USING (regio, client)
LEFT JOIN besloten AS a USING (regio, dossier)
LEFT JOIN informatie AS i USING (regio, dossier)
LEFT JOIN sessie AS s USING (regio, dossier)
LEFT JOIN traject AS t ON t.regio = d.regio AND t.dossier = d.dossier AND t.volgnummer = 1
LEFT JOIN eerste_keuze AS k ON k.regio = d.regio AND k.dossier = d.dossier
LEFT JOIN eerste_inschrijving AS e ON e.regio = d.regio AND e.dossier = d.dossier
LEFT JOIN gesloten AS g ON g.regio = d.regio AND g.dossier = d.dossier
