-- Corrections that are not retracted and whose original is known, and whether they fit it.
SELECT
    c.regio, c.entiteit AS dossier, c.dag, c.doel_bron, c.doel_id,
    coalesce(list_contains(c.past_op, 'be.leerwinkel.' || o.service || '.' || o.soort || '.v' || o.versie), false) AS past
FROM (
    SELECT * FROM bekend ANTI JOIN herroepen USING (regio, bron, id) WHERE soort = 'gebeurtenis-gecorrigeerd'
) AS c
JOIN bekend AS o ON o.regio = c.regio AND o.bron = c.doel_bron AND o.id = c.doel_id
