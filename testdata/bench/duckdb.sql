-- The summary columns of both routes, as of {as_of}, as somebody who knows DuckDB well would
-- reckon them: in doubles, with rates joined from small tables and bands turned
-- into whole numbers, so that all joins are by equality. CSV to CSV. This is
-- the run that is timed; rules.sql stands before it.
--
-- {in}     catalogue     {out}  priced catalogue
-- {order}  ORDER BY sku, the order of the rows; its joins keep none. Nothing: as they come.

SET VARIABLE k = (SELECT scalars FROM scalars);
CREATE MACRO k() AS getvariable('k');

COPY (
WITH offers AS (
    -- The text of a number goes out as it came in, which is quicker than writing it anew.
    SELECT *, unit_cost::DOUBLE AS cost_usd, price::DOUBLE AS paid, weight_kg::DOUBLE AS weight,
        length_cm::DOUBLE * width_cm::DOUBLE * height_cm::DOUBLE AS cm3,
        units_per_shipment::DOUBLE AS units, monthly_units::DOUBLE AS monthly
    FROM read_csv('{in}', header = true, auto_detect = false, columns = {
        'sku': 'VARCHAR', 'name': 'VARCHAR', 'hs': 'VARCHAR', 'origin': 'origins', 'category': 'categories', 'unit_cost': 'VARCHAR', 'price': 'VARCHAR',
        'weight_kg': 'VARCHAR', 'length_cm': 'VARCHAR', 'width_cm': 'VARCHAR', 'height_cm': 'VARCHAR', 'units_per_shipment': 'VARCHAR', 'monthly_units': 'VARCHAR',
        'seller': 'sellers', 'marketplace': 'marketplaces', 'fulfilment': 'fulfilments'})
), weighed AS (
    SELECT *,
        CASE WHEN paid < 299 THEN CASE WHEN paid < 99 THEN 1 WHEN paid < 199 THEN 2 ELSE 3 END
            ELSE CASE WHEN paid < 499 THEN 4 WHEN paid < 999 THEN 5 ELSE 6 END END AS band,
        -- A weight belongs to the step that it does not exceed.
        least(ceil((CASE WHEN cm3 / 8000 > 1.5 * weight THEN cm3 / 8000 ELSE weight END) * 10 - 1e-6), 301)::INTEGER AS parcel_tenths,
        least(ceil(greatest(cm3 / 5000, weight) * 10 - 1e-6), 601)::INTEGER AS delivery_tenths,
        least(ceil(weight - 1e-6), 31)::INTEGER AS kg,
        units * cm3 / 1e6 AS m3,
        units / (2.0 * monthly) AS stock_months,
        cost_usd * k().usd AS goods
    FROM offers
), ruled AS (
    SELECT o.*, d.duty, d.method, d.measure, d.cap, c.* EXCLUDE (origin),
        p.commission * paid + p.item_fee AS fees, p.fees_vat, p.return_rate / (1 - p.return_rate) AS returned, p.vat_withheld, p.isr_withheld, p.credited, p.storage_m3,
        f.amount AS freight, l.amount AS last_mile, m.amount AS delivery
    FROM weighed o
    JOIN duties d USING (hs)
    JOIN profiles p USING (category, marketplace, seller, fulfilment)
    JOIN courier c USING (origin)
    JOIN parcel_card f ON f.tenths = parcel_tenths
    JOIN last_mile_card l ON l.kg = o.kg
    JOIN delivery_card m ON m.marketplace = o.marketplace AND m.tenths = delivery_tenths AND m.band = o.band
), mailed AS (
    SELECT *,
        -- The bounds are met to the cent.
        paid / k().usd - 0.005 AS paid_usd,
        CASE WHEN paid_usd <= usd1 * (1 + rate1) THEN rate1 WHEN paid_usd <= usd2 * (1 + rate2) THEN rate2 WHEN paid_usd <= usd3 * (1 + rate3) THEN rate3 END AS courier_rate,
        CASE WHEN dta_due = 1 AND courier_rate = rate1 THEN k().dta_courier / k().parcels ELSE 0 END AS courier_dta
    FROM ruled
), direct AS (
    SELECT *,
        paid * courier_rate / (1 + courier_rate) AS courier_tax,
        courier_tax + courier_dta AS direct_taxes,
        goods + freight + direct_taxes + k().disbursed * courier_tax AS direct_delivered,
        CASE WHEN courier_rate IS NOT NULL THEN paid - fees * (1 + fees_vat) END AS direct_payout,
        direct_payout - direct_delivered * (1 + returned * k().mail_lost + k().capital * k().mail_days / 365) AS direct_margin
    FROM mailed
), shipped AS ( -- a consignment
    SELECT *,
        greatest(m3, 1) * k().lcl AS sea,
        units * goods AS all_goods,
        (all_goods + sea) * (1 + k().insured) AS customs_value,
        customs_value * duty AS igi,
        CASE WHEN method = 'none' OR origin <> 'CN' THEN 0
            WHEN method = 'pair' THEN least(greatest(measure * units - customs_value, 0), cap * units)
            WHEN method = 'kg' THEN greatest(measure * units * weight - customs_value, 0)
            WHEN method = 'piece' THEN measure * units END AS anti_dumping,
        greatest(customs_value * k().dta, k().dta_min) AS dta,
        k().vat * (customs_value + igi + anti_dumping + dta) AS import_vat,
        greatest(customs_value * k().broker, k().broker_min) AS broker,
        CASE WHEN seller = 'foreign' THEN customs_value * k().importer ELSE 0 END AS importer,
        greatest(m3, 1) * k().inland AS inland,
        CASE WHEN fulfilment = 'own' THEN k().receiving * units ELSE 0 END AS receiving,
        igi + anti_dumping + dta + CASE WHEN credited THEN 0 ELSE import_vat END + k().prv + broker + importer + k().terminal + inland + receiving AS border
    FROM direct
), stored AS ( -- a unit
    SELECT *,
        stock_months * 365 / 12 AS stock_days,
        CASE WHEN fulfilment = 'marketplace' AND marketplace = 'mercadolibre'
            THEN stock_days * CASE WHEN cm3 < 12000 AND weight < 5 THEN 0.010 WHEN cm3 <= 60000 AND weight <= 20 THEN 0.023 ELSE 0.333 END
            ELSE stock_months * storage_m3 * cm3 / 1e6 END AS storage,
        CASE WHEN fulfilment = 'marketplace' THEN 0 ELSE k().pick_pack * CASE WHEN monthly < 1500 THEN 1 WHEN monthly <= 3000 THEN 0.8 ELSE 0.6 END END AS pick_pack,
        CASE WHEN fulfilment = 'marketplace' THEN 0 ELSE last_mile END AS last_mile_own,
        CASE WHEN fulfilment = 'marketplace' THEN delivery ELSE 0 END AS delivery_market,
        paid * k().vat / (1 + k().vat) AS output_vat,
        output_vat * vat_withheld AS withheld,
        (delivery_market + fees) * fees_vat AS fees_tax
    FROM shipped
), warehouse AS (
    SELECT *,
        (igi + anti_dumping + dta + import_vat) / units AS local_taxes,
        (customs_value + border) / units + storage + pick_pack + last_mile_own + delivery_market AS local_delivered,
        paid - delivery_market - fees - fees_tax - withheld - (paid - output_vat) * isr_withheld AS local_payout_known,
        greatest(withheld + CASE WHEN credited THEN import_vat / units ELSE 0 END + fees_tax
            + k().vat * ((k().prv + broker + importer + k().terminal + inland + receiving) / units + storage + pick_pack + last_mile_own) - output_vat, 0) AS favour,
        paid - output_vat - fees - local_delivered
            - returned * (k().local_lost * (customs_value + border) / units + 2 * delivery_market + 2 * last_mile_own + pick_pack)
            - k().capital / 365 * ((k().transit + stock_days + k().payout) * customs_value / units + (stock_days + k().payout) * border / units + k().refund * favour) AS local_margin
    FROM stored
), compared AS (
    SELECT *, CASE WHEN local_taxes IS NOT NULL THEN local_payout_known END AS local_payout, local_margin - direct_margin AS difference FROM warehouse
)
SELECT sku, name, hs, origin, category, unit_cost, price, weight_kg, length_cm, width_cm, height_cm, units_per_shipment, monthly_units, seller, marketplace, fulfilment,
    direct_delivered::DECIMAL(14, 4) AS "direct-mail.delivered_cost",
    direct_taxes::DECIMAL(14, 4) AS "direct-mail.import_taxes",
    direct_margin::DECIMAL(14, 4) AS "direct-mail.margin",
    (direct_margin / paid)::DECIMAL(14, 6) AS "direct-mail.margin_pct",
    direct_payout::DECIMAL(14, 4) AS "direct-mail.payout",
    local_delivered::DECIMAL(14, 4) AS "local-warehouse.delivered_cost",
    local_taxes::DECIMAL(14, 4) AS "local-warehouse.import_taxes",
    local_margin::DECIMAL(14, 4) AS "local-warehouse.margin",
    (local_margin / paid)::DECIMAL(14, 6) AS "local-warehouse.margin_pct",
    local_payout::DECIMAL(14, 4) AS "local-warehouse.payout",
    CASE WHEN local_margin > direct_margin OR (courier_rate IS NULL AND local_margin IS NOT NULL) THEN 'local-warehouse' WHEN direct_margin >= local_margin THEN 'direct-mail' END AS best,
    difference::DECIMAL(14, 4) AS difference
FROM compared
{order}
) TO '{out}' (HEADER);
