-- How far the priced catalogue {out}, reckoned in floats and not rounded line by
-- line, is from the table `exact`, of the columns that it has of direct mail:
-- the largest difference in MXN, and the rows whose unknown figures differ.
SELECT count(*)::INTEGER AS "rows",
    max(greatest(abs(f."direct-mail.margin" - e."direct-mail.margin"), abs(f."direct-mail.payout" - e."direct-mail.payout"), abs(f."direct-mail.import_taxes" - e."direct-mail.import_taxes"))) AS most,
    (count(*) FILTER ((f."direct-mail.margin" IS NULL) <> (e."direct-mail.margin" IS NULL) OR (f."direct-mail.payout" IS NULL) <> (e."direct-mail.payout" IS NULL)
        OR (f."direct-mail.import_taxes" IS NULL) <> (e."direct-mail.import_taxes" IS NULL)))::INTEGER AS unknown_differ
FROM exact e FULL JOIN read_csv('{out}', types = {'direct-mail.margin': 'DOUBLE', 'direct-mail.payout': 'DOUBLE', 'direct-mail.import_taxes': 'DOUBLE'}) f USING (sku);
