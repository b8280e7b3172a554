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
groep (knoop, persoon) USING KEY (knoop) AS (
    SELECT DISTINCT van, van FROM rand
    UNION
    SELECT r.naar, min(g.persoon)
    FROM groep AS g
    JOIN rand AS r ON r.van = g.knoop
    JOIN recurring.groep AS buur ON buur.knoop = r.naar
    WHERE g.persoon < buur.persoon
    GROUP BY r.naar
)
SELECT split_part(knoop, '/', 1) AS regio, split_part(knoop, '/', 2) AS client, persoon FROM groep
