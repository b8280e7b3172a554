-- Originals that do not count as they were recorded: retracted, or corrected.
SELECT regio, bron, id FROM herroepen
UNION
SELECT regio, bron, id FROM gecorrigeerd
