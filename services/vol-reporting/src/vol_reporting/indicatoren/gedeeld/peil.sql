-- The day from which a question looks: that of the last event received, or of `bekend_op` where that is earlier.
SELECT (least(laatste, bekend_op) AT TIME ZONE 'Europe/Brussels')::DATE AS dag
FROM (SELECT max(ontvangen) AS laatste FROM bekend) AS ontvangen
CROSS JOIN kijkmoment
