-- Writes tables of rules.sql as CSV into {rules}, for those who do a part of
-- the sums without a database.
COPY scalars TO '{rules}/scalars.csv' (HEADER);
COPY (SELECT category, marketplace, seller, fulfilment, commission, item_fee, fees_vat, return_rate FROM profiles) TO '{rules}/profiles.csv' (HEADER);
COPY courier TO '{rules}/courier.csv' (HEADER);
COPY parcel_card TO '{rules}/parcel_card.csv' (HEADER);
