-- Sets the priced catalogue {out} beside the table `exact`, every figure of
-- every row: how many rows there are, how many differ or stand in one only, and
-- the first of these. An unknown figure is equal to an unknown one only.
CREATE TEMP TABLE priced AS FROM exact LIMIT 0;
INSERT INTO priced BY NAME
SELECT sku, COLUMNS('^(direct-mail|local-warehouse)\.(delivered_cost|import_taxes|margin|margin_pct|payout)$'), best, difference
FROM read_csv('{out}', header = true, all_varchar = true);

SELECT count(*)::INTEGER AS "rows", (count(*) FILTER (e IS DISTINCT FROM p))::INTEGER AS differ,
    min(struct_pack(exact := e, priced := p)) FILTER (e IS DISTINCT FROM p) AS "first"
FROM exact e FULL JOIN priced p ON e.sku = p.sku;
