-- Over all fields of all profiles; a list counts as one value.
WITH geteld AS (
    SELECT
        g.gebied, p.periode, d.splits, 13 * count(*) AS waarden,
        sum(
            (d.geboortejaar = 'onbekend')::INT
            + (d.geslacht = 'onbekend')::INT
            + (d.hoogste_diploma = 'onbekend')::INT
            + (d.diploma_erkend = 'onbekend')::INT
            + (d.statuut = 'onbekend')::INT
            + (d.werkloosheidsduur = 'onbekend')::INT
            + (d.nationaliteit_groep = 'onbekend')::INT
            + (d.herkomst_groep = 'onbekend')::INT
            + (d.thuistaal = 'onbekend')::INT
            + (d.nederlands = 'onbekend')::INT
            + (d.gemeente = 'onbekend')::INT
            + (d.gezinssituatie = 'onbekend')::INT
            + list_contains(d.kansengroepen, 'onbekend')::INT
        ) AS onbekend,
        sum(
            (d.geboortejaar = 'niet-gevraagd')::INT
            + (d.geslacht = 'niet-gevraagd')::INT
            + (d.hoogste_diploma = 'niet-gevraagd')::INT
            + (d.diploma_erkend = 'niet-gevraagd')::INT
            + (d.statuut = 'niet-gevraagd')::INT
            + (d.werkloosheidsduur = 'niet-gevraagd')::INT
            + (d.nationaliteit_groep = 'niet-gevraagd')::INT
            + (d.herkomst_groep = 'niet-gevraagd')::INT
            + (d.thuistaal = 'niet-gevraagd')::INT
            + (d.nederlands = 'niet-gevraagd')::INT
            + (d.gemeente = 'niet-gevraagd')::INT
            + (d.gezinssituatie = 'niet-gevraagd')::INT
            + list_contains(d.kansengroepen, 'niet-gevraagd')::INT
        ) AS niet_gevraagd,
        sum(
            (d.geboortejaar = 'wil-niet-zeggen')::INT
            + (d.geslacht = 'wil-niet-zeggen')::INT
            + (d.hoogste_diploma = 'wil-niet-zeggen')::INT
            + (d.diploma_erkend = 'wil-niet-zeggen')::INT
            + (d.statuut = 'wil-niet-zeggen')::INT
            + (d.werkloosheidsduur = 'wil-niet-zeggen')::INT
            + (d.nationaliteit_groep = 'wil-niet-zeggen')::INT
            + (d.herkomst_groep = 'wil-niet-zeggen')::INT
            + (d.thuistaal = 'wil-niet-zeggen')::INT
            + (d.nederlands = 'wil-niet-zeggen')::INT
            + (d.gemeente = 'wil-niet-zeggen')::INT
            + (d.gezinssituatie = 'wil-niet-zeggen')::INT
            + list_contains(d.kansengroepen, 'wil-niet-zeggen')::INT
        ) AS wil_niet_zeggen
    FROM dossier AS d
    JOIN gebied AS g USING (regio)
    JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
    GROUP BY ALL
)
SELECT gebied AS regio, periode, splits, NULL AS dimensie, NULL AS waarde_dimensie,
    onbekend + niet_gevraagd + wil_niet_zeggen AS teller, waarden AS noemer
FROM geteld
UNION ALL
SELECT gebied, periode, splits, 'niet-geweten', 'onbekend', onbekend, waarden FROM geteld
UNION ALL
SELECT gebied, periode, splits, 'niet-geweten', 'niet-gevraagd', niet_gevraagd, waarden FROM geteld
UNION ALL
SELECT gebied, periode, splits, 'niet-geweten', 'wil-niet-zeggen', wil_niet_zeggen, waarden FROM geteld
