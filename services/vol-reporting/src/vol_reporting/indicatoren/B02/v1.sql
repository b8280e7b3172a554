SELECT g.gebied AS regio, p.periode, d.splits, count(DISTINCT d.persoon) AS teller, NULL AS noemer
FROM dossier AS d
JOIN gebied AS g USING (regio)
JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
GROUP BY ALL
