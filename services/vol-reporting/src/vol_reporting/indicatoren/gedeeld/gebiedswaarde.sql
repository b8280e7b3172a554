-- Of an area in a period: the last of its own values that are valid within the period. Flanders has its own too.
SELECT
    g.gebied, p.periode, r.naam,
    arg_max(r.waarde, {geldig_van: r.geldig_van, volgorde: r.volgorde}) AS waarde,
    arg_max(r.herkomst, {geldig_van: r.geldig_van, volgorde: r.volgorde}) AS herkomst
FROM (SELECT DISTINCT gebied FROM gebied) AS g
JOIN referentie AS r ON coalesce(r.gebied, 'vlaanderen') = g.gebied
JOIN periode AS p ON r.geldig_van < p.tot AND r.geldig_tot > p.van
GROUP BY ALL
