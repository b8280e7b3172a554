-- Questions of counsellors of other services, answered.
SELECT regio, entiteit, dag, partner, partnersoort, thema, duur_minuten
FROM geldig
WHERE soort = 'tweedelijnsvraag-beantwoord'
