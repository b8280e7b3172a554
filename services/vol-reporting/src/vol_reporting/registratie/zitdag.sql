-- Session days at a partner or in a public place.
SELECT regio, entiteit AS loket, dag, partner, gemeente, bezoekers, duur_minuten
FROM geldig
WHERE soort = 'zitdag-gehouden'
