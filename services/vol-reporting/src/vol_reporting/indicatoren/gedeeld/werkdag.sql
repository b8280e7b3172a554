-- Every day from the first to the last on which somebody came, was dispatched or had a first talk, and how many working
-- days there were up to and including it: Monday to Friday, without the holidays of Belgium. The number of one day less
-- that of another is how many lie after the other.
WITH bereik AS (
    SELECT
        min(least(aangemeld_dag, gedispatcht_dag, eerste_sessie_dag)) AS eerste,
        max(greatest(aangemeld_dag, gedispatcht_dag, eerste_sessie_dag)) AS laatste
    FROM dossier
)
SELECT
    k.dag,
    sum(CASE WHEN isodow(k.dag) < 6 AND f.dag IS NULL THEN 1 ELSE 0 END)
        OVER (ORDER BY k.dag ROWS UNBOUNDED PRECEDING) AS nummer
FROM (SELECT eerste + unnest(range(laatste - eerste + 1))::INTEGER AS dag FROM bereik) AS k
LEFT JOIN feestdag AS f ON f.dag = k.dag
