-- Answers on satisfaction: of no dossier, by design.
SELECT regio, entiteit AS bevraging, dag, trap, waardevol, score
FROM geldig
WHERE soort = 'tevredenheid-beantwoord'
