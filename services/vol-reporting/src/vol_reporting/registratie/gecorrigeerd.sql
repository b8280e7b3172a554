-- Originals as their winning correction says: its data and, if given, its moment; the identity stays the original's.
-- A correction counts only where the type of the original is one that its data fit.
WITH kandidaat AS (
    SELECT * FROM bekend ANTI JOIN herroepen USING (regio, bron, id) WHERE soort = 'gebeurtenis-gecorrigeerd'
)
SELECT
    o.regio, o.positie, o.vol_positie, o.ontvangen, o.bron, o.id, o.soort, o.service, o.versie, o.entiteit,
    coalesce(k.nieuw_tijdstip, o.tijdstip) AS tijdstip, o.geregistreerd,
    coalesce(k.nieuw_dag, o.dag) AS dag, o.geregistreerd_dag,
    o.medewerker, o.digest, o.is_import, o.doel_bron, o.doel_id, o.nieuw_tijdstip, o.nieuw_dag, o.past_op,
    k.* EXCLUDE (
        regio, positie, vol_positie, ontvangen, bron, id, soort, service, versie, entiteit, tijdstip, geregistreerd,
        dag, geregistreerd_dag, medewerker, digest, is_import, doel_bron, doel_id, nieuw_tijdstip, nieuw_dag, past_op
    )
FROM kandidaat AS k
JOIN bekend AS o ON o.regio = k.regio AND o.bron = k.doel_bron AND o.id = k.doel_id
WHERE list_contains(k.past_op, 'be.leerwinkel.' || o.service || '.' || o.soort || '.v' || o.versie)
QUALIFY row_number() OVER (
    PARTITION BY k.regio, k.doel_bron, k.doel_id ORDER BY k.geregistreerd DESC, k.bron DESC, k.id DESC
) = 1
