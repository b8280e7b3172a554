-- Decisions on what happens with a question.
SELECT
    regio, entiteit AS dossier, tijdstip AS beslist, dag, besluit, reden, afspraak_loket, afspraak_moment,
    afspraak_begeleider,
    row_number() OVER (
        PARTITION BY regio, entiteit ORDER BY tijdstip DESC, geregistreerd DESC, bron DESC, id DESC
    ) AS van_achter
FROM geldig
WHERE soort = 'dispatching-beslist'
