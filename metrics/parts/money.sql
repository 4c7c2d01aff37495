-- What one of the smallest unit is worth, of the currencies that do not have two decimals (ISO 4217, as Ruby's Money counts them).
money AS (
  SELECT currency, CAST(worth AS DECIMAL(5, 4)) AS worth
  FROM (VALUES
    ('BIF', 1.0), ('CLP', 1.0), ('DJF', 1.0), ('GNF', 1.0), ('ISK', 1.0), ('JPY', 1.0), ('KMF', 1.0), ('KRW', 1.0),
    ('PYG', 1.0), ('RWF', 1.0), ('UGX', 1.0), ('VND', 1.0), ('VUV', 1.0), ('XAF', 1.0), ('XOF', 1.0), ('XPF', 1.0),
    ('BHD', 0.001), ('IQD', 0.001), ('JOD', 0.001), ('KWD', 0.001), ('LYD', 0.001), ('OMR', 0.001), ('TND', 0.001),
    ('CLF', 0.0001), ('MGA', 0.2), ('MRO', 0.2), ('MRU', 0.2)) AS iso (currency, worth)
)
