"""The part of the sums that pandas does: output VAT, commission, and direct
mail's import taxes, pay-out and margin, in floats.

    python3 part.py IN.csv OUT.csv RULES

RULES is the folder that tables.sql wrote to.
"""

import sys

import numpy as np
import pandas as pd

source, target, rules = sys.argv[1:]
k = pd.read_csv(f"{rules}/scalars.csv").iloc[0]
rows = pd.read_csv(source, dtype={"hs": str})
columns = list(rows.columns)

cm3 = rows.length_cm * rows.width_cm * rows.height_cm
billable = np.where(cm3 / 8000 > 1.5 * rows.weight_kg, cm3 / 8000, rows.weight_kg)
tenths = np.minimum(np.ceil(billable * 10 - 1e-6), 301).astype(int)
freight = pd.read_csv(f"{rules}/parcel_card.csv", index_col="tenths").amount.reindex(tenths).to_numpy()
rows = rows.merge(pd.read_csv(f"{rules}/profiles.csv"), how="left", on=["category", "marketplace", "seller", "fulfilment"])
rows = rows.merge(pd.read_csv(f"{rules}/courier.csv"), how="left", on="origin")

usd = rows.price / k.usd - 0.005
bands = [usd <= rows[f"usd{n}"] * (1 + rows[f"rate{n}"]) for n in (1, 2, 3)]
rate = np.select(bands, [rows.rate1, rows.rate2, rows.rate3], np.nan)
dta = np.where(bands[0] & (rows.dta_due == 1), k.dta_courier / k.parcels, 0)
tax = rows.price * rate / (1 + rate)
delivered = rows.unit_cost * k.usd + freight + tax * (1 + k.disbursed) + dta
returned = rows.return_rate / (1 - rows.return_rate)

rows["output_vat"] = rows.price * k.vat / (1 + k.vat)
rows["commission_paid"] = rows.price * rows.commission
rows["direct-mail.import_taxes"] = tax + dta
rows["direct-mail.payout"] = np.where(np.isnan(rate), np.nan, rows.price - (rows.commission_paid + rows.item_fee) * (1 + rows.fees_vat))
rows["direct-mail.margin"] = rows["direct-mail.payout"] - delivered * (1 + returned * k.mail_lost + k.capital * k.mail_days / 365)
added = ["output_vat", "commission_paid", "direct-mail.import_taxes", "direct-mail.payout", "direct-mail.margin"]
rows[columns + added].round({name: 4 for name in added}).to_csv(target, index=False)
