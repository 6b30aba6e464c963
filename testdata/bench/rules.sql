-- The rules of both routes as tables that rows join by equality. Money is in
-- MXN. Run before either of the two reckonings, and not timed.
--
-- {rules}  folder written by ruletables
-- {law}    seeds/law
-- {as_of}  day of the quote

-- DuckDB does not know how long the catalogue is, and would build its hash tables
-- on it: joins are taken as they are written.
SET disabled_optimizers = 'join_order,build_side_probe_side';

-- The words of a row. ENUMs join and compare as numbers.
CREATE TYPE origins AS ENUM ('CN', 'VN', 'IN', 'US', 'JP');
CREATE TYPE categories AS ENUM ('fashion', 'electronics', 'personal-care', 'toys', 'home', 'other');
CREATE TYPE marketplaces AS ENUM ('mercadolibre', 'amazon', 'tiktok', 'own-shop');
CREATE TYPE sellers AS ENUM ('company', 'individual', 'foreign');
CREATE TYPE fulfilments AS ENUM ('marketplace', 'own');

-- A rule table gives the first row that matches; these take its values.
CREATE MACRO fits(words, word) AS words IS NULL OR list_contains(string_split(words, ';'), word);

-- What holds for every row.
CREATE TABLE scalars AS
SELECT
    (SELECT rate FROM read_csv('{rules}/cost.fx.csv') WHERE currency = 'USD') AS usd,
    (SELECT rate FROM read_csv('{rules}/law.vat.csv')) AS vat,
    (SELECT rate FROM read_csv('{rules}/cost.capital.csv')) AS capital,
    (SELECT rate FROM read_csv('{rules}/cost.loss.returned.csv') WHERE stock = 'abroad') AS mail_lost,
    (SELECT lead + payout FROM read_csv('{rules}/cost.days.csv') WHERE stock = 'abroad') AS mail_days,
    (SELECT rate FROM read_csv('{rules}/cost.disbursement.csv')) AS disbursed,
    (SELECT fixed FROM read_csv('{rules}/law.dta_courier.csv')) AS dta_courier,
    (SELECT split_part(share, '/', 2)::INTEGER FROM read_csv('{rules}/cost.courier_entry.csv', all_varchar = true)) AS parcels,
    (SELECT rate FROM read_csv('{rules}/cost.loss.returned.csv') WHERE stock = 'mexico') AS local_lost,
    (SELECT transit FROM read_csv('{rules}/cost.days.csv') WHERE stock = 'mexico' AND freight_mode IS NULL) AS transit,
    (SELECT payout FROM read_csv('{rules}/cost.days.csv') WHERE stock = 'mexico' AND freight_mode IS NULL) AS payout,
    (SELECT refund FROM read_csv('{rules}/cost.days.csv') WHERE stock = 'mexico' AND freight_mode IS NULL) AS refund,
    (SELECT amount FROM read_csv('{rules}/cost.freight.lcl.csv')) AS lcl,
    (SELECT rate FROM read_csv('{rules}/cost.insurance.cargo.csv')) AS insured,
    (SELECT rate FROM read_csv('{rules}/law.dta.csv') WHERE origin IS NULL) AS dta,
    (SELECT min FROM read_csv('{rules}/law.dta.csv') WHERE origin IS NULL) AS dta_min,
    (SELECT amount FROM read_csv('{rules}/law.prv.csv')) AS prv,
    (SELECT rate FROM read_csv('{rules}/cost.broker.csv')) AS broker,
    (SELECT min FROM read_csv('{rules}/cost.broker.csv')) AS broker_min,
    (SELECT rate FROM read_csv('{rules}/cost.importer_of_record.csv')) AS importer,
    (SELECT amount FROM read_csv('{rules}/cost.terminal.csv') WHERE freight_mode = 'sea-lcl') AS terminal,
    (SELECT amount FROM read_csv('{rules}/cost.inland.csv') WHERE freight_mode = 'sea-lcl') AS inland,
    (SELECT amount FROM read_csv('{rules}/cost.receiving.csv')) AS receiving,
    (SELECT amount FROM read_csv('{rules}/cost.pick_pack.csv')) AS pick_pack;

-- Duty of a tariff line, and the anti-dumping measure on goods from China:
-- method none, pair, kg, piece, or unknown.
CREATE TABLE duties AS
WITH lines AS (
    SELECT hs, t.rate AS duty, coalesce(flags, '') AS flags
    FROM read_csv('{law}/tariff.csv', types = {'hs': 'VARCHAR'}) t
    LEFT JOIN read_csv('{law}/flags.csv', types = {'hs': 'VARCHAR'}) USING (hs)
    WHERE ("from" IS NULL OR "from" <= DATE '{as_of}') AND ("to" IS NULL OR "to" >= DATE '{as_of}') AND rate IS NOT NULL
)
SELECT l.hs, l.duty,
    arg_min(coalesce(m.method, 'unknown'), m.place) AS method,
    arg_min(coalesce(m.amount, 0), m.place) AS measure,
    arg_min(coalesce(m.cap, 0), m.place) AS cap
FROM lines l
JOIN read_csv('{rules}/law.anti_dumping.csv', types = {'hs': 'VARCHAR', 'flag': 'VARCHAR'}) m
    ON (m.hs IS NULL OR list_bool_or(list_transform(string_split(m.hs, ';'), lambda heading: starts_with(l.hs, heading))))
    AND (m.flag IS NULL OR contains(l.flags, m.flag))
GROUP BY ALL;

-- What a kind of seller pays on a marketplace for a kind of goods. Without an
-- entry in its own name (credited false) a seller cannot credit import VAT.
CREATE TABLE profiles AS
WITH words AS (
    FROM (SELECT unnest(enum_range(NULL::categories))::categories AS category)
    CROSS JOIN (SELECT unnest(enum_range(NULL::marketplaces))::marketplaces AS marketplace)
    CROSS JOIN (SELECT unnest(enum_range(NULL::sellers))::sellers AS seller)
    CROSS JOIN (SELECT unnest(enum_range(NULL::fulfilments))::fulfilments AS fulfilment)
)
SELECT w.category, w.marketplace, w.seller, w.fulfilment,
    arg_min_null(c.rate, c.place) AS commission,
    CASE WHEN w.marketplace = 'own-shop' THEN arg_min(i."order", i.place) ELSE arg_min(i.unit, i.place) END AS item_fee,
    arg_min(f.rate, f.place) AS fees_vat,
    arg_min(r.rate, r.place) AS return_rate,
    arg_min(p.vat, p.place) AS vat_withheld,
    arg_min(p.isr, p.place) AS isr_withheld,
    arg_min(k.credited, k.place) = 1 AS credited,
    arg_min_null(s.amount, s.place) AS storage_m3 -- a month; NULL where none is known
FROM words w
JOIN read_csv('{rules}/cost.commission.csv') c ON fits(c.marketplace, w.marketplace) AND fits(c.category, w.category) AND fits(c.listing, 'classic')
JOIN read_csv('{rules}/cost.item_fee.csv') i ON fits(i.marketplace, w.marketplace)
JOIN read_csv('{rules}/law.vat_fees.csv') f ON fits(f.seller, w.seller) AND fits(f.marketplace, w.marketplace)
JOIN read_csv('{rules}/cost.returns.csv') r ON fits(r.category, w.category)
JOIN read_csv('{rules}/law.platform.csv', types = {'rfc': 'VARCHAR'}) p
    ON fits(p.marketplace, w.marketplace) AND fits(p.seller, w.seller) AND fits(p.rfc, 'true') AND fits(p.account, 'mx') AND fits(p.stock, 'mexico')
JOIN read_csv('{rules}/law.credit.import.csv', types = {'rfc': 'VARCHAR'}) k ON fits(k.seller, w.seller) AND fits(k.rfc, 'true')
JOIN read_csv('{rules}/cost.storage.m3_month.csv') s ON fits(s.fulfilment, w.fulfilment) AND fits(s.marketplace, w.marketplace)
GROUP BY w.category, w.marketplace, w.seller, w.fulfilment;

-- Bands of the courier tax by origin, in order, as columns: a value of at most
-- usd1, the tax taken out of the price, pays rate1, and so on. Over the last
-- one the parcel is refused, which for usmca comes before the general rows.
CREATE TABLE courier AS
WITH groups AS (
    SELECT o.origin, g.name
    FROM (SELECT unnest(enum_range(NULL::origins))::origins AS origin) o
    LEFT JOIN (SELECT unnest(string_split(origin, ';')) AS origin, 'usmca' AS name FROM read_csv('{rules}/law.group.usmca.csv')
        UNION ALL SELECT unnest(string_split(origin, ';')), 'pacific' FROM read_csv('{rules}/law.group.pacific.csv')) g ON g.origin = o.origin::VARCHAR
), bands AS (
    SELECT g.origin, c.value_usd_high AS usd, c.rate, c.dta_due, row_number() OVER (PARTITION BY g.origin ORDER BY c.place) AS n
    FROM groups g
    JOIN read_csv('{rules}/law.courier.csv') c ON (c.origin IS NULL AND g.name IS DISTINCT FROM 'usmca' OR c.origin = g.name)
    WHERE c.rate IS NOT NULL
)
SELECT origin,
    max(usd) FILTER (n = 1) AS usd1, max(rate) FILTER (n = 1) AS rate1, max(dta_due) FILTER (n = 1) AS dta_due,
    max(usd) FILTER (n = 2) AS usd2, max(rate) FILTER (n = 2) AS rate2,
    max(usd) FILTER (n = 3) AS usd3, max(rate) FILTER (n = 3) AS rate3
FROM bands GROUP BY origin;

-- Cards by weight, one row for each tenth of a kg (parcel, delivery) or each kg
-- (last mile): a weight belongs to the step that it does not exceed. The step
-- after the last stands for all that is heavier, and its amount is unknown.
CREATE TABLE parcel_card AS
SELECT tenths, arg_min(amount, place) FILTER (tenths <= round(billable_kg_high * 10)) AS amount
FROM range(1, 302) steps(tenths), read_csv('{rules}/cost.freight.parcel.csv')
GROUP BY tenths;

-- Price bands count from 1: under 99, to 199, to 299, to 499, to 999, and over.
CREATE TABLE delivery_card AS
SELECT m.marketplace, tenths, band, arg_min(amount, place) FILTER (fits(d.marketplace, m.marketplace) AND tenths <= round(billable_kg_high * 10)
    AND (price_low IS NULL OR price_low <= price) AND (price_high IS NULL OR price < price_high)) AS amount
FROM range(1, 602) steps(tenths),
    (SELECT unnest([0, 99, 199, 299, 499, 999]) AS price, unnest(range(1, 7)) AS band) bands,
    (SELECT DISTINCT marketplace FROM profiles) m,
    read_csv('{rules}/cost.delivery.csv', types = {'billable_kg_high': 'DOUBLE', 'price_low': 'DOUBLE', 'price_high': 'DOUBLE'}) d
GROUP BY ALL;

CREATE TABLE last_mile_card AS
SELECT kg, arg_min(amount, place) FILTER (kg <= order_kg_high) AS amount
FROM range(1, 32) steps(kg), read_csv('{rules}/cost.last_mile.csv')
GROUP BY kg;

-- Mercado Libre's storage goes by the size of a unit, in order: under 12 litres
-- and 5 kg, up to 60 litres and 20 kg, and over.
CREATE TABLE storage_by_day AS
SELECT place, unit_litres_high AS litres, unit_kg_high AS kg, amount FROM read_csv('{rules}/cost.storage.unit_day.csv') WHERE amount IS NOT NULL;

-- The share of pick and pack that is paid: under 1,500 orders a month, up to
-- 3,000, and over.
CREATE TABLE handling_discount AS
SELECT place, monthly_orders_high AS orders, rate FROM read_csv('{rules}/cost.handling_discount.csv');
