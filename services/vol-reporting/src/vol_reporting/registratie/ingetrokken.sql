-- Facts that no longer count at all, as they were recorded.
SELECT regio, entiteit, bron, id, dag
FROM bekend
SEMI JOIN herroepen USING (regio, bron, id)
WHERE soort NOT IN ('gebeurtenis-gecorrigeerd', 'gebeurtenis-ingetrokken')
