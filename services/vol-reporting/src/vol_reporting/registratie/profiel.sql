-- What is known of who asks for help, of every dossier with an aanmelding: the first of them and the profile.
-- Of a profile each field has its latest value; never asked is 'niet-gevraagd'.
WITH eerste AS (
    SELECT regio, unnest(arg_min({bron: bron, id: id}, {t: tijdstip, g: geregistreerd, b: bron, i: id}))
    FROM geldig
    WHERE soort = 'aanmelding-geregistreerd'
    GROUP BY regio, entiteit
),
aanmelding AS (
    SELECT
        regio, entiteit AS dossier, client, tijdstip, geregistreerd, bron, id, dag, kanaal,
        toeleiding_wijze, toeleiding_partnersoort, vraagsoort, themas, eerder_begeleid, in_secundair, traject_naar_werk,
        profiel_geboortejaar, profiel_geslacht, profiel_hoogste_diploma, profiel_diploma_erkend, profiel_statuut,
        profiel_werkloosheidsduur, profiel_nationaliteit_groep, profiel_herkomst_groep, profiel_thuistaal,
        profiel_nederlands, profiel_gemeente, profiel_gezinssituatie, profiel_kansengroepen
    FROM geldig
    SEMI JOIN eerste USING (regio, bron, id)
    WHERE soort = 'aanmelding-geregistreerd'
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
            ELSE coalesce(g.laaggeschoold_blauwdruk[hoogste_diploma], hoogste_diploma)
        END AS laaggeschoold,
        coalesce(g.scholing_arbeidsmarkt[hoogste_diploma], hoogste_diploma) AS scholing
    FROM geprofileerd AS p
    CROSS JOIN codegroep AS g
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
)
SELECT
    * EXCLUDE (gevonden_kansengroepen),
    CASE len(gevonden_kansengroepen)
        WHEN 0 THEN ['geen']
        WHEN 1 THEN gevonden_kansengroepen
        ELSE list_sort(list_distinct(gevonden_kansengroepen))
    END AS kansengroepen
FROM ingedeeld
