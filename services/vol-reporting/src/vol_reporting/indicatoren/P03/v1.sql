SELECT g.gebied AS regio, p.periode, d.splits, count(*) FILTER (d.eerder_begeleid = false) AS teller, count(*) AS noemer
FROM dossier AS d
JOIN gebied AS g USING (regio)
JOIN periode AS p ON d.aangemeld_dag >= p.van AND d.aangemeld_dag < p.tot
GROUP BY ALL
