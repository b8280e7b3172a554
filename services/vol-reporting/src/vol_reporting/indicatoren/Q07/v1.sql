-- Each rule gives the facts that it applies to and whether they break it. Consent holds when it was in force at the
-- moment of the fact; a dossier closed at that very moment still takes a session.
WITH zonder_toestemming AS (
    SELECT 'warme-overdracht-zonder-toestemming' AS regel, 'warme-overdracht' AS doel, regio, dossier, dag,
        gemaakt AS moment
    FROM doorverwijzing
    WHERE richting = 'uit' AND warm
    UNION ALL
    SELECT 'traject-zonder-toestemming', 'begeleiding', regio, dossier, dag, gestart FROM traject
    UNION ALL
    SELECT 'bevraging-zonder-toestemming', 'bevraging', regio, dossier, dag, verstuurd FROM bevraging
    UNION ALL
    SELECT 'koppeling-zonder-toestemming', 'opvolging-inschrijving', regio, dossier, dag, vastgesteld
    FROM inschrijving
    WHERE bron = 'davinci'
    UNION ALL
    SELECT 'koppeling-zonder-toestemming', 'opvolging-inschrijving', regio, dossier, dag, vastgesteld
    FROM getuigschrift
    WHERE bron = 'davinci'
),
sessie AS (
    SELECT regio, dossier, dag, moment, ontvangen FROM contact WHERE soort = 'sessie' AND status = 'gehouden'
),
gedispatcht AS (
    SELECT regio, dossier, min(beslist) AS eerste FROM dispatching GROUP BY ALL
),
begonnen AS (
    SELECT regio, dossier, gestart AS eerste FROM traject WHERE volgnummer = 1
),
feit AS (
    SELECT f.regel, f.regio, f.dossier, f.dag, NOT EXISTS (
        SELECT 1 FROM toestemming AS t
        WHERE t.regio = f.regio AND t.dossier = f.dossier AND t.doel = f.doel AND t.gegeven
            AND t.vanaf <= f.moment AND (t.tot IS NULL OR f.moment < t.tot)
    ) AS gebroken
    FROM zonder_toestemming AS f
    UNION ALL
    SELECT 'sessie-op-afgesloten-dossier', s.regio, s.dossier, s.dag, EXISTS (
        SELECT 1 FROM afsluiting AS a
        WHERE a.regio = s.regio AND a.dossier = s.dossier AND a.gesloten
            AND a.vanaf < s.moment AND (a.tot IS NULL OR s.moment <= a.tot)
    )
    FROM sessie AS s
    UNION ALL
    SELECT 'sessie-voor-dispatching', s.regio, s.dossier, s.dag, coalesce(s.moment < b.eerste, true)
    FROM sessie AS s LEFT JOIN gedispatcht AS b USING (regio, dossier)
    UNION ALL
    SELECT 'sessie-in-de-toekomst', regio, dossier, dag, moment > ontvangen FROM sessie
    UNION ALL
    SELECT 'keuze-zonder-traject', k.regio, k.dossier, k.dag, coalesce(k.gekozen < b.eerste, true)
    FROM keuze AS k LEFT JOIN begonnen AS b USING (regio, dossier)
    UNION ALL
    SELECT 'dossier-zonder-aanmelding', regio, dossier, dag, NOT aangemeld FROM spoor
    UNION ALL
    SELECT 'correctie-past-niet', regio, dossier, dag, NOT past FROM correctie
),
per_regio AS (
    SELECT f.regio, p.periode, d.splits, f.regel, count(*) FILTER (f.gebroken) AS gebroken, count(*) AS feiten
    FROM feit AS f
    JOIN periode AS p ON f.dag >= p.van AND f.dag < p.tot
    LEFT JOIN splitsing AS d ON d.regio = f.regio AND d.dossier = f.dossier
    GROUP BY ALL
),
geteld AS (
    SELECT g.gebied, r.periode, r.splits, r.regel, sum(r.gebroken) AS gebroken, sum(r.feiten) AS feiten
    FROM per_regio AS r
    JOIN gebied AS g USING (regio)
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie, sum(gebroken) AS teller,
    sum(feiten) AS noemer
FROM geteld
GROUP BY ALL
UNION ALL
SELECT gebied, periode, splits, 'regel', regel, gebroken, feiten FROM geteld
