-- By the day of receipt: what could not be read has no day of its own.
WITH stuk AS (
    SELECT regio, dag, 0 AS apart, aantal FROM ontvangst
    UNION ALL
    SELECT regio, (ontvangen AT TIME ZONE 'Europe/Brussels')::DATE, count(*), count(*) FROM quarantaine GROUP BY ALL
)
SELECT g.gebied AS regio, p.periode, NULL AS splits, sum(s.apart) AS teller, sum(s.aantal) AS noemer
FROM stuk AS s
JOIN gebied AS g USING (regio)
JOIN periode AS p ON s.dag >= p.van AND s.dag < p.tot
GROUP BY ALL
