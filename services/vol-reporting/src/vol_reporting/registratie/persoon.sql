-- Clients that are one person with another: within a region by the latest (un)linking of a pair, over regions by the
-- VOL's latest judgement on a pair. A client in no such pair is a person of their own and has no row here.
WITH RECURSIVE koppeling AS (
    SELECT
        regio || '/' || least(client, met_client) AS een,
        regio || '/' || greatest(client, met_client) AS ander,
        soort = 'dossiers-gekoppeld' AS samen
    FROM geldig
    WHERE soort IN ('dossiers-gekoppeld', 'dossiers-ontkoppeld') AND service = 'intake'
    QUALIFY row_number() OVER (
        PARTITION BY een, ander ORDER BY tijdstip DESC, geregistreerd DESC, bron DESC, id DESC
    ) = 1
),
oordeel AS (
    SELECT
        least(regio_a || '/' || client_a, regio_b || '/' || client_b) AS een,
        greatest(regio_a || '/' || client_a, regio_b || '/' || client_b) AS ander,
        oordeel = 'zelfde-persoon' AS samen
    FROM geldig
    WHERE soort = 'dubbel-beoordeeld' AND regio = 'vol'
    QUALIFY row_number() OVER (
        PARTITION BY een, ander ORDER BY tijdstip DESC, geregistreerd DESC, bron DESC, id DESC
    ) = 1
),
paar AS (
    SELECT een, ander FROM koppeling WHERE samen
    UNION
    SELECT een, ander FROM oordeel WHERE samen
),
rand AS (
    SELECT een AS van, ander AS naar FROM paar
    UNION
    SELECT ander, een FROM paar
),
lid AS (
    SELECT naam, row_number() OVER (ORDER BY naam) AS nr FROM (SELECT DISTINCT van AS naam FROM rand)
),
lijn AS MATERIALIZED (
    SELECT v.nr AS van, n.nr AS naar
    FROM rand AS r JOIN lid AS v ON v.naam = r.van JOIN lid AS n ON n.naam = r.naar
),
-- Each round everybody takes the lowest number that a neighbour has, hands it to whom their own number came from, and
-- then takes what that one has: a chain of any length is done in few rounds.
groep (nr, eerste, ronde) AS (
    SELECT nr, nr, 0 FROM lid
    UNION ALL
    SELECT nr, eerste, ronde FROM (
        WITH buur AS (
            SELECT l.van AS nr, min(g.eerste) AS eerste FROM lijn AS l JOIN groep AS g ON g.nr = l.naar GROUP BY l.van
        ),
        lager AS (
            SELECT nr, min(eerste) AS eerste
            FROM (
                SELECT nr, eerste FROM groep
                UNION ALL
                SELECT nr, eerste FROM buur
                UNION ALL
                SELECT g.eerste, b.eerste FROM groep AS g JOIN buur AS b USING (nr)
            )
            GROUP BY nr
        )
        SELECT l.nr, s.eerste, g.ronde + 1 AS ronde, bool_or(s.eerste < g.eerste) OVER () AS veranderd
        FROM lager AS l JOIN lager AS s ON s.nr = l.eerste JOIN groep AS g ON g.nr = l.nr
    )
    WHERE veranderd
)
SELECT split_part(l.naam, '/', 1) AS regio, split_part(l.naam, '/', 2) AS client, e.naam AS persoon
FROM (SELECT nr, arg_max(eerste, ronde) AS eerste FROM groep GROUP BY nr) AS g
JOIN lid AS l USING (nr)
JOIN lid AS e ON e.nr = g.eerste
