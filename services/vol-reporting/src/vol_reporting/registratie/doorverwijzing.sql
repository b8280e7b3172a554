-- Referrals both ways, with the latest answer to each.
WITH antwoord AS (
    SELECT
        regio, entiteit AS dossier, doorverwijzing,
        arg_max(
            {soort: soort, tijdstip: tijdstip, reden: reden},
            {tijdstip: tijdstip, geregistreerd: geregistreerd, bron: bron, id: id}
        ) AS laatste
    FROM geldig
    WHERE soort IN ('doorverwijzing-aanvaard', 'doorverwijzing-geweigerd')
    GROUP BY ALL
),
afronding AS (
    SELECT
        regio, entiteit AS dossier, doorverwijzing,
        arg_max(
            {tijdstip: tijdstip, resultaat: resultaat},
            {tijdstip: tijdstip, geregistreerd: geregistreerd, bron: bron, id: id}
        ) AS laatste
    FROM geldig
    WHERE soort = 'doorverwijzing-afgerond'
    GROUP BY ALL
),
terugkoppeling AS (
    SELECT regio, entiteit AS dossier, doorverwijzing, min(tijdstip) AS teruggekoppeld
    FROM geldig
    WHERE soort = 'terugkoppeling-gegeven'
    GROUP BY ALL
)
SELECT
    g.regio, g.entiteit AS dossier, g.doorverwijzing, g.partner, g.partnersoort, g.reden, g.warm,
    CASE g.soort WHEN 'doorverwijzing-gemaakt' THEN 'uit' ELSE 'in' END AS richting,
    g.tijdstip AS gemaakt, g.dag,
    split_part(a.laatste.soort, '-', 2) AS antwoord, a.laatste.tijdstip AS beantwoord_op,
    a.laatste.reden AS antwoordreden,
    r.laatste.tijdstip AS afgerond_op, r.laatste.resultaat AS resultaat, t.teruggekoppeld
FROM geldig AS g
LEFT JOIN antwoord AS a ON a.regio = g.regio AND a.dossier = g.entiteit AND a.doorverwijzing = g.doorverwijzing
LEFT JOIN afronding AS r ON r.regio = g.regio AND r.dossier = g.entiteit AND r.doorverwijzing = g.doorverwijzing
LEFT JOIN terugkoppeling AS t ON t.regio = g.regio AND t.dossier = g.entiteit AND t.doorverwijzing = g.doorverwijzing
WHERE g.soort IN ('doorverwijzing-gemaakt', 'doorverwijzing-ontvangen')
