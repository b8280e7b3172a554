-- One request for help, from its first aanmelding: who, with which profile, how far it came.
-- Of a profile each field has its latest value; never asked is 'niet-gevraagd'.
WITH aanmelding AS (
    SELECT
        regio, entiteit AS dossier, client, tijdstip, geregistreerd, bron, id, dag, kanaal,
        toeleiding_wijze, toeleiding_partnersoort, vraagsoort, themas, eerder_begeleid, in_secundair, traject_naar_werk,
        profiel_geboortejaar, profiel_geslacht, profiel_hoogste_diploma, profiel_diploma_erkend, profiel_statuut,
        profiel_werkloosheidsduur, profiel_nationaliteit_groep, profiel_herkomst_groep, profiel_thuistaal,
        profiel_nederlands, profiel_gemeente, profiel_gezinssituatie, profiel_kansengroepen
    FROM geldig
    WHERE soort = 'aanmelding-geregistreerd'
    QUALIFY row_number() OVER (PARTITION BY regio, entiteit ORDER BY tijdstip, geregistreerd, bron, id) = 1
),
aanvulling AS (
    SELECT
        regio, entiteit AS dossier, tijdstip, geregistreerd, bron, id,
        profiel_geboortejaar, profiel_geslacht, profiel_hoogste_diploma, profiel_diploma_erkend, profiel_statuut,
        profiel_werkloosheidsduur, profiel_nationaliteit_groep, profiel_herkomst_groep, profiel_thuistaal,
        profiel_nederlands, profiel_gemeente, profiel_gezinssituatie, profiel_kansengroepen
    FROM geldig
    WHERE soort = 'profiel-aangevuld'
),
profielbron AS (
    SELECT
        *, row_number() OVER (PARTITION BY regio, dossier ORDER BY tijdstip, geregistreerd, bron, id) AS volgorde
    FROM (
        FROM aanmelding SEMI JOIN aanvulling USING (regio, dossier)
        UNION ALL BY NAME
        FROM aanvulling
    )
),
aangevuld AS (
    SELECT
        regio, dossier,
        arg_max(profiel_geboortejaar, volgorde) AS geboortejaar,
        arg_max(profiel_geslacht, volgorde) AS geslacht,
        arg_max(profiel_hoogste_diploma, volgorde) AS hoogste_diploma,
        arg_max(profiel_diploma_erkend, volgorde) AS diploma_erkend,
        arg_max(profiel_statuut, volgorde) AS statuut,
        arg_max(profiel_werkloosheidsduur, volgorde) AS werkloosheidsduur,
        arg_max(profiel_nationaliteit_groep, volgorde) AS nationaliteit_groep,
        arg_max(profiel_herkomst_groep, volgorde) AS herkomst_groep,
        arg_max(profiel_thuistaal, volgorde) AS thuistaal,
        arg_max(profiel_nederlands, volgorde) AS nederlands,
        arg_max(profiel_gemeente, volgorde) AS gemeente,
        arg_max(profiel_gezinssituatie, volgorde) AS gezinssituatie,
        arg_max(profiel_kansengroepen, volgorde) AS kansengroepen
    FROM profielbron
    GROUP BY ALL
),
geprofileerd AS (
    SELECT
        a.regio, a.dossier, a.client, a.tijdstip AS aangemeld, a.dag AS aangemeld_dag, a.kanaal,
        a.toeleiding_wijze AS toeleiding, a.toeleiding_partnersoort AS partnersoort, a.vraagsoort, a.themas,
        a.eerder_begeleid, a.in_secundair, a.traject_naar_werk,
        coalesce(v.geboortejaar, a.profiel_geboortejaar, 'niet-gevraagd') AS geboortejaar,
        coalesce(v.geslacht, a.profiel_geslacht, 'niet-gevraagd') AS geslacht,
        coalesce(v.hoogste_diploma, a.profiel_hoogste_diploma, 'niet-gevraagd') AS hoogste_diploma,
        coalesce(v.diploma_erkend, a.profiel_diploma_erkend, 'niet-gevraagd') AS diploma_erkend,
        coalesce(v.statuut, a.profiel_statuut, 'niet-gevraagd') AS statuut,
        coalesce(v.werkloosheidsduur, a.profiel_werkloosheidsduur, 'niet-gevraagd') AS werkloosheidsduur,
        coalesce(v.nationaliteit_groep, a.profiel_nationaliteit_groep, 'niet-gevraagd') AS nationaliteit_groep,
        coalesce(v.herkomst_groep, a.profiel_herkomst_groep, 'niet-gevraagd') AS herkomst_groep,
        coalesce(v.thuistaal, a.profiel_thuistaal, 'niet-gevraagd') AS thuistaal,
        coalesce(v.nederlands, a.profiel_nederlands, 'niet-gevraagd') AS nederlands,
        coalesce(v.gemeente, a.profiel_gemeente, 'niet-gevraagd') AS gemeente,
        coalesce(v.gezinssituatie, a.profiel_gezinssituatie, 'niet-gevraagd') AS gezinssituatie,
        coalesce(v.kansengroepen, a.profiel_kansengroepen, ['niet-gevraagd']) AS ingevulde_kansengroepen,
        year(a.dag) - try_cast(coalesce(v.geboortejaar, a.profiel_geboortejaar) AS INTEGER) AS leeftijd
    FROM aanmelding AS a
    LEFT JOIN aangevuld AS v USING (regio, dossier)
),
gegroepeerd AS (
    SELECT
        p.*,
        CASE
            WHEN leeftijd IS NULL THEN geboortejaar
            WHEN leeftijd < 18 THEN '< 18'
            WHEN leeftijd < 26 THEN '18–25'
            WHEN leeftijd < 35 THEN '26–34'
            WHEN leeftijd < 45 THEN '35–44'
            WHEN leeftijd < 55 THEN '45–54'
            WHEN leeftijd < 65 THEN '55–64'
            ELSE '65+'
        END AS leeftijdsgroep,
        CASE
            WHEN hoogste_diploma = 'buitenlands' AND diploma_erkend = 'nee' THEN 'laag'
            ELSE coalesce(b.groep, hoogste_diploma)
        END AS laaggeschoold,
        coalesce(m.groep, hoogste_diploma) AS scholing
    FROM geprofileerd AS p
    LEFT JOIN codegroep AS b ON b.lijst = 'laaggeschoold_blauwdruk' AND b.code = p.hoogste_diploma
    LEFT JOIN codegroep AS m ON m.lijst = 'scholing_arbeidsmarkt' AND m.code = p.hoogste_diploma
),
ingedeeld AS (
    SELECT
        g.* EXCLUDE (ingevulde_kansengroepen),
        ingevulde_kansengroepen
        || CASE WHEN laaggeschoold = 'laag' THEN ['laaggeschoold'] ELSE [] END
        || CASE WHEN leeftijd >= 55 THEN ['55-plus'] ELSE [] END
        || CASE WHEN gezinssituatie = 'alleenstaand-kinderen' THEN ['alleenstaande-ouder'] ELSE [] END
            AS gevonden_kansengroepen
    FROM gegroepeerd AS g
),
besloten AS (
    SELECT
        regio, dossier, min(beslist) AS gedispatcht, any_value(besluit) FILTER (van_achter = 1) AS besluit
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
        regio, dossier, min(moment) AS eerste, max(moment) AS laatste, sum(duur_minuten)::BIGINT AS minuten,
        count(*) AS aantal, len(list_distinct(list(begeleider))) AS begeleiders
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
    d.* EXCLUDE (gevonden_kansengroepen),
    CASE len(gevonden_kansengroepen)
        WHEN 0 THEN ['geen']
        WHEN 1 THEN gevonden_kansengroepen
        ELSE list_sort(list_distinct(gevonden_kansengroepen))
    END AS kansengroepen,
    coalesce(p.persoon, d.regio || '/' || d.client) AS persoon,
    a.gedispatcht, a.besluit,
    CASE
        WHEN t.dossier IS NOT NULL THEN 'begeleidingstraject'
        WHEN s.dossier IS NOT NULL THEN 'informatiebemiddeling'
        WHEN i.dossier IS NOT NULL THEN 'informatieverstrekking'
    END AS trap,
    s.eerste AS eerste_sessie, s.laatste AS laatste_sessie, coalesce(s.aantal, 0) AS sessies, s.begeleiders,
    t.gestart AS traject_gestart, k.gekozen AS keuze_op, e.vastgesteld AS ingeschreven_op, e.bron,
    g.afgesloten, g.reden,
    coalesce(i.minuten, 0) AS minuten_informatie, coalesce(s.minuten, 0) AS minuten_sessies,
    NULL::VARCHAR AS splits
FROM ingedeeld AS d
LEFT JOIN persoon AS p USING (regio, client)
LEFT JOIN besloten AS a USING (regio, dossier)
LEFT JOIN informatie AS i USING (regio, dossier)
LEFT JOIN sessie AS s USING (regio, dossier)
LEFT JOIN traject AS t ON t.regio = d.regio AND t.dossier = d.dossier AND t.volgnummer = 1
LEFT JOIN eerste_keuze AS k ON k.regio = d.regio AND k.dossier = d.dossier
LEFT JOIN eerste_inschrijving AS e ON e.regio = d.regio AND e.dossier = d.dossier
LEFT JOIN gesloten AS g ON g.regio = d.regio AND g.dossier = d.dossier
