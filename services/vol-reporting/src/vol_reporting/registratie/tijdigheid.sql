-- How many calendar days passed between what happened and its recording; recorded before it happened is 0.
SELECT regio, dag, is_import, greatest(geregistreerd_dag - dag, 0) AS dagen, count(*) AS aantal
FROM geldig
WHERE regio <> 'vol'
GROUP BY ALL
