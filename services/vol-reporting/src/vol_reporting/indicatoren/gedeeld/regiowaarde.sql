-- Of a region on each day from `van` to `tot` (exclusive): its own value, else that of Flanders; the last one valid.
WITH kandidaat AS (
    SELECT
        r.naam, g.regio, r.geldig_van, r.geldig_tot, r.waarde, r.herkomst,
        {eigen: r.gebied IS NOT NULL, geldig_van: r.geldig_van, volgorde: r.volgorde} AS voorrang
    FROM referentie AS r
    JOIN (SELECT DISTINCT regio FROM gebied) AS g ON coalesce(r.gebied, g.regio) = g.regio
),
stuk AS (
    SELECT naam, regio, van, lead(van) OVER (PARTITION BY naam, regio ORDER BY van) AS tot
    FROM (
        SELECT naam, regio, geldig_van AS van FROM kandidaat
        UNION
        SELECT naam, regio, geldig_tot FROM kandidaat
    )
)
SELECT
    s.naam, s.regio, s.van, s.tot, arg_max(k.waarde, k.voorrang) AS waarde, arg_max(k.herkomst, k.voorrang) AS herkomst
FROM stuk AS s
JOIN kandidaat AS k ON k.naam = s.naam AND k.regio = s.regio AND k.geldig_van <= s.van AND k.geldig_tot >= s.tot
GROUP BY ALL
