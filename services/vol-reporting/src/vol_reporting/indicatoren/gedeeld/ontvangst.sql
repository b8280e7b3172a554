-- How many events of a region were received on a day. First by the hour: a day in Brussels begins on one.
SELECT regio, (to_timestamp(uur * 3600) AT TIME ZONE 'Europe/Brussels')::DATE AS dag, sum(aantal)::BIGINT AS aantal
FROM (
    SELECT regio, epoch_us(ontvangen) // 3600000000 AS uur, count(*) AS aantal
    FROM bekend
    WHERE regio <> 'vol'
    GROUP BY ALL
)
GROUP BY ALL
