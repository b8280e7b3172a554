-- Values that figures are set against, as recorded; without `gebied` they are of Flanders. `volgorde`: which was last.
SELECT
    regio, entiteit AS referentie, naam, gegeven_regio AS gebied, waarde, gegeven_bron AS herkomst, geldig_van,
    coalesce(geldig_tot, 'infinity'::DATE) AS geldig_tot,
    {tijdstip: tijdstip, geregistreerd: geregistreerd, bron: bron, id: id} AS volgorde
FROM geldig
WHERE soort = 'referentiewaarde-vastgelegd' AND regio = 'vol'
