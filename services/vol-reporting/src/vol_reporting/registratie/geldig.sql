-- The facts that count: every event that is not retracted, as last corrected.
SELECT * FROM bekend
ANTI JOIN vervangen USING (regio, bron, id)
WHERE soort NOT IN ('gebeurtenis-gecorrigeerd', 'gebeurtenis-ingetrokken')
UNION ALL BY NAME
SELECT * FROM gecorrigeerd ANTI JOIN herroepen USING (regio, bron, id)
