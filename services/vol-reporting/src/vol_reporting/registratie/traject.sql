-- Trajecten as started; `volgnummer` 1 is the first of its dossier, the one that figures count.
SELECT
    regio, entiteit AS dossier, begeleider, instemming, tijdstip AS gestart, dag,
    row_number() OVER (PARTITION BY regio, entiteit ORDER BY tijdstip, geregistreerd, bron, id) AS volgnummer
FROM geldig
WHERE soort = 'traject-gestart'
