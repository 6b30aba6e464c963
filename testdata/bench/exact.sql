-- The same figures to the centavo, in whole numbers: a table `exact`, from
-- rules.sql and the catalogue {in}. Not timed, and nothing in it is taken from
-- the program's code.
--
-- Amounts are centavos of an entry: a parcel of one unit, or a consignment. A
-- line is rounded once, half away from zero; sums are exact. Rates, and amounts
-- in MXN of the rules, are whole millionths. Numbers of a row are cents of USD
-- and MXN, grams and mm. HUGEINT holds every product; `//` cuts off, and is
-- only given what is not below zero.

CREATE MACRO m(x) AS round(x * 1000000)::HUGEINT;
CREATE MACRO rounded(num, den) AS sign(num)::HUGEINT * ((2 * abs(num) + den) // (2 * den));
CREATE MACRO part(amount, rate) AS rounded(amount * rate, 1000000::HUGEINT);   -- of an amount
CREATE MACRO centavos(price, quantity) AS rounded(price * quantity, 10000::HUGEINT); -- of a rule's price
CREATE MACRO fourth(x) AS x::BIGINT * 0.0001; -- a DECIMAL of four places
CREATE MACRO sixth(x) AS x::BIGINT * 0.000001;
CREATE MACRO steps(x, step) AS (x + step - 1) // step;                            -- rounded up

CREATE TABLE exact AS
WITH k AS (
    SELECT m(usd) AS usd, m(vat) AS vat, m(capital) AS capital, m(mail_lost) AS mail_lost, mail_days, m(disbursed) AS disbursed,
        m(dta_courier) AS dta_courier, parcels, m(local_lost) AS local_lost, transit, payout, refund, m(lcl) AS lcl, m(insured) AS insured,
        m(dta) AS dta, m(dta_min) AS dta_min, m(prv) AS prv, m(broker) AS broker, m(broker_min) AS broker_min, m(importer) AS importer,
        m(terminal) AS terminal, m(inland) AS inland, m(receiving) AS receiving, m(pick_pack) AS pick_pack
    FROM scalars
), offers AS (
    SELECT sku, hs, origin::origins AS origin, category::categories AS category, seller::sellers AS seller, marketplace::marketplaces AS marketplace, fulfilment::fulfilments AS fulfilment,
        (unit_cost::DECIMAL(14, 2) * 100)::HUGEINT AS cost, (price::DECIMAL(14, 2) * 100)::HUGEINT AS price, (weight_kg::DECIMAL(14, 3) * 1000)::HUGEINT AS grams,
        (length_cm::DECIMAL(14, 1) * 10)::HUGEINT * (width_cm::DECIMAL(14, 1) * 10)::HUGEINT * (height_cm::DECIMAL(14, 1) * 10)::HUGEINT AS mm3,
        units_per_shipment::HUGEINT AS units, monthly_units::HUGEINT AS monthly
    FROM read_csv('{in}', header = true, all_varchar = true)
), ruled AS (
    SELECT k.* RENAME (dta AS dta_rate, broker AS broker_rate, importer AS importer_rate, terminal AS terminal_price, inland AS inland_price, receiving AS receiving_price,
            pick_pack AS pick_pack_price, prv AS prv_price),
        o.*, m(d.duty) AS duty, d.method, m(d.measure) AS measure, m(d.cap) AS cap,
        m(p.commission) AS commission_rate, m(p.item_fee) AS fee, m(p.fees_vat) AS fees_vat_rate, m(p.return_rate) AS returned, m(p.vat_withheld) AS vat_share, m(p.isr_withheld) AS isr_rate,
        p.credited, m(p.storage_m3) AS storage_m3, c.dta_due,
        (c.usd1 * 100)::HUGEINT AS usd1, (c.usd2 * 100)::HUGEINT AS usd2, (c.usd3 * 100)::HUGEINT AS usd3, m(c.rate1) AS rate1, m(c.rate2) AS rate2, m(c.rate3) AS rate3,
        m(f.amount) AS parcel_price, m(l.amount) AS last_mile_price, m(e.amount) AS delivery_price, m(s.amount) AS storage_day, m(h.rate) AS discount
    FROM offers o
    CROSS JOIN k
    LEFT JOIN duties d USING (hs)
    LEFT JOIN profiles p USING (category, marketplace, seller, fulfilment)
    LEFT JOIN courier c USING (origin)
    -- The volumetric weight counts over 1.5 times the actual one, and by cm3 / 8000; of a delivery over the actual one, and by cm3 / 5000.
    LEFT JOIN parcel_card f ON f.tenths = CASE WHEN mm3 > 12000 * grams THEN steps(mm3, 800000) ELSE steps(grams, 100) END
    LEFT JOIN delivery_card e ON e.marketplace = o.marketplace AND e.tenths = CASE WHEN mm3 > 5000 * grams THEN steps(mm3, 500000) ELSE steps(grams, 100) END
        AND e.band = CASE WHEN price < 9900 THEN 1 WHEN price < 19900 THEN 2 WHEN price < 29900 THEN 3 WHEN price < 49900 THEN 4 WHEN price < 99900 THEN 5 ELSE 6 END
    LEFT JOIN last_mile_card l ON l.kg = steps(grams, 1000)
    LEFT JOIN storage_by_day s ON s.place = CASE WHEN mm3 < 12000000 AND grams < 5000 THEN 1 WHEN mm3 <= 60000000 AND grams <= 20000 THEN 2 ELSE 3 END
    LEFT JOIN handling_discount h ON h.place = CASE WHEN monthly < 1500 THEN 1 WHEN monthly <= 3000 THEN 2 ELSE 3 END
), parcel AS (
    -- The customs value is the price without the tax inside it. Its band is the first that it fits, met in dollars rounded to the cent.
    SELECT *,
        rounded(price * 1000000, 1000000 + rate1) AS value1, rounded(price * 1000000, 1000000 + rate2) AS value2, rounded(price * 1000000, 1000000 + rate3) AS value3,
        CASE WHEN rounded(value1 * 1000000, usd) <= usd1 THEN 1 WHEN rounded(value2 * 1000000, usd) <= usd2 THEN 2 WHEN rounded(value3 * 1000000, usd) <= usd3 THEN 3 END AS band,
        CASE band WHEN 1 THEN part(value1, rate1) WHEN 2 THEN part(value2, rate2) WHEN 3 THEN part(value3, rate3) END AS courier_tax,
        CASE WHEN band = 1 AND dta_due = 1 THEN rounded(dta_courier, 10000 * parcels::HUGEINT) ELSE 0 END AS courier_dta,
        part(cost, usd) + centavos(parcel_price, 1) + courier_tax + courier_dta + part(courier_tax, disbursed) AS d_delivered,
        part(price, commission_rate) + centavos(fee, 1) AS d_fees,
        CASE WHEN band IS NOT NULL THEN price - d_fees - part(d_fees, fees_vat_rate) END AS d_payout,
        d_payout - d_delivered
            - rounded(d_delivered * returned * mail_lost, (1000000 - returned) * 1000000)
            - rounded(d_delivered * capital * mail_days, 1000000::HUGEINT * 365) AS d_margin
    FROM ruled
), shipped AS (
    SELECT *,
        greatest(units * mm3, 1000000000) AS lcl_mm3, -- at least 1 m3
        rounded(cost * units * usd, 1000000::HUGEINT) AS goods,
        rounded(lcl * lcl_mm3, 10000::HUGEINT * 1000000000) AS freight,
        goods + freight + part(goods + freight, insured) AS value,
        part(value, duty) AS igi,
        CASE WHEN method = 'none' OR origin <> 'CN' THEN 0
            WHEN method = 'pair' THEN least(greatest(rounded(measure * units - 10000 * value, 10000::HUGEINT), 0), centavos(cap, units))
            WHEN method = 'kg' THEN greatest(rounded(measure * units * grams - 10000000 * value, 10000000::HUGEINT), 0)
            WHEN method = 'piece' THEN centavos(measure, units) END AS anti_dumping,
        greatest(part(value, dta_rate), centavos(dta_min, 1)) AS dta,
        part(value + igi + anti_dumping + dta, vat) AS import_vat,
        centavos(prv_price, 1) AS prv,
        greatest(part(value, broker_rate), centavos(broker_min, 1)) AS broker,
        CASE WHEN seller = 'foreign' THEN part(value, importer_rate) ELSE 0 END AS importer,
        centavos(terminal_price, 1) AS terminal,
        rounded(inland_price * lcl_mm3, 10000::HUGEINT * 1000000000) AS inland,
        CASE WHEN fulfilment = 'own' THEN centavos(receiving_price, units) ELSE 0 END AS receiving,
        igi + anti_dumping + dta + CASE WHEN credited THEN 0 ELSE import_vat END + prv + broker + importer + terminal + inland + receiving AS border
    FROM parcel
), stored AS (
    -- A unit lies units / (2 monthly) months in stock, of 365 / 12 days each.
    SELECT *,
        CASE WHEN fulfilment = 'marketplace' AND marketplace = 'mercadolibre' THEN rounded(storage_day * units * units * 365, 10000 * 24 * monthly)
            ELSE rounded(storage_m3 * units * mm3 * units, 10000::HUGEINT * 1000000000 * 2 * monthly) END AS storage,
        CASE WHEN fulfilment = 'own' THEN rounded(pick_pack_price * units * discount, 10000::HUGEINT * 1000000) ELSE 0 END AS pick_pack,
        CASE WHEN fulfilment = 'own' THEN centavos(last_mile_price, units) ELSE 0 END AS last_mile,
        CASE WHEN fulfilment = 'own' THEN 0 ELSE centavos(delivery_price, units) END AS delivery,
        price * units AS sales,
        rounded(sales * vat, 1000000 + vat) AS output_vat,
        part(sales, commission_rate) + centavos(fee, units) AS l_fees,
        part(delivery + l_fees, fees_vat_rate) AS fees_vat,
        part(prv + broker + importer + terminal + inland + receiving + storage + pick_pack + last_mile, vat) AS services_vat,
        part(output_vat, vat_share) AS withheld,
        part(sales - output_vat, isr_rate) AS isr,
        greatest(withheld + CASE WHEN credited THEN import_vat ELSE 0 END + fees_vat + services_vat - output_vat, 0) AS favour
    FROM shipped
), warehouse AS (
    SELECT *,
        value + border + storage + pick_pack + last_mile + delivery AS l_delivered,
        igi + anti_dumping + dta + import_vat AS l_taxes,
        CASE WHEN l_taxes IS NOT NULL THEN sales - delivery - l_fees - fees_vat - withheld - isr END AS l_payout,
        sales - output_vat - l_fees - l_delivered
            - rounded((value + border) * returned * local_lost, (1000000 - returned) * 1000000)
            - rounded((2 * delivery + 2 * last_mile + pick_pack) * returned, 1000000 - returned)
            - rounded(value * capital * ((transit + payout) * 24 * monthly + 365 * units), 1000000::HUGEINT * 365 * 24 * monthly)
            - rounded(border * capital * (payout * 24 * monthly + 365 * units), 1000000::HUGEINT * 365 * 24 * monthly)
            - rounded(favour * capital * refund, 1000000::HUGEINT * 365) AS l_margin
    FROM stored
)
-- For one unit; a figure of a route that cannot be used is unknown.
SELECT sku,
    fourth(100 * d_delivered) AS "direct-mail.delivered_cost",
    fourth(100 * (courier_tax + courier_dta)) AS "direct-mail.import_taxes",
    fourth(100 * d_margin) AS "direct-mail.margin",
    sixth(rounded(1000000 * d_margin, price)) AS "direct-mail.margin_pct",
    fourth(100 * d_payout) AS "direct-mail.payout",
    fourth(rounded(100 * l_delivered, units)) AS "local-warehouse.delivered_cost",
    fourth(rounded(100 * l_taxes, units)) AS "local-warehouse.import_taxes",
    fourth(rounded(100 * l_margin, units)) AS "local-warehouse.margin",
    sixth(rounded(1000000 * l_margin, sales)) AS "local-warehouse.margin_pct",
    fourth(rounded(100 * l_payout, units)) AS "local-warehouse.payout",
    CASE WHEN l_margin > d_margin * units OR (band IS NULL AND l_margin IS NOT NULL) THEN 'local-warehouse' WHEN l_margin <= d_margin * units THEN 'direct-mail' END AS best,
    fourth(rounded(100 * (l_margin - d_margin * units), units)) AS difference
FROM warehouse;
