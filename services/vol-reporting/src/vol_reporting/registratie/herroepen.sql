-- What an effective retraction names. A retraction is effective unless an effective one names it, so the forest is
-- judged from its deepest level up. On a cycle, or with a target that is not known, a retraction waits.
WITH RECURSIVE intrekking AS (
    SELECT regio, bron, id, doel_bron, doel_id FROM bekend WHERE soort = 'gebeurtenis-ingetrokken'
),
ketting AS (
    SELECT i.*, 1 AS diepte
    FROM intrekking AS i
    SEMI JOIN bekend AS b
        ON b.regio = i.regio AND b.bron = i.doel_bron AND b.id = i.doel_id AND b.soort <> 'gebeurtenis-ingetrokken'
    UNION ALL
    SELECT i.*, k.diepte + 1
    FROM intrekking AS i JOIN ketting AS k ON k.regio = i.regio AND k.bron = i.doel_bron AND k.id = i.doel_id
),
werking AS (
    SELECT *, true AS werkt FROM ketting WHERE diepte = (SELECT max(diepte) FROM ketting)
    UNION ALL
    SELECT k.*, NOT EXISTS (
        SELECT 1 FROM werking AS w
        WHERE w.werkt AND w.regio = k.regio AND w.doel_bron = k.bron AND w.doel_id = k.id
    )
    FROM ketting AS k
    WHERE k.diepte = (SELECT min(diepte) FROM werking) - 1
)
SELECT DISTINCT regio, doel_bron AS bron, doel_id AS id FROM werking WHERE werkt
