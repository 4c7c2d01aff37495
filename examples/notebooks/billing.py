# /// script
# requires-python = ">=3.11"
# dependencies = ["marimo==0.25.2", "duckdb==2.0.1", "polars==2.1.0", "pandas==3.1.1", "pyarrow==26.0.1"]
# ///
# A first look at Lago billing data: `uvx marimo edit --sandbox billing.py`. LAGO_DUCKDB names the file, default lago.duckdb.
import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium")


@app.cell
def _():
    import os

    import duckdb
    import marimo as mo

    # What one of the smallest unit is worth. Most currencies have two decimals, and `* 0.01` keeps them exact.
    WORTH = """CREATE TEMP MACRO worth(currency) AS CAST(CASE
        WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1
        WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 0.001
        WHEN currency = 'CLF' THEN 0.0001 WHEN currency IN ('MGA', 'MRO', 'MRU') THEN 0.2 ELSE 0.01 END AS DECIMAL(5, 4))"""

    # Read-only and closed after each question: an open file keeps loads out.
    def ask(sql):
        with duckdb.connect(os.environ.get("LAGO_DUCKDB", "lago.duckdb"), read_only=True) as lago:
            lago.execute(WORTH)
            lago.execute("USE lago_data")
            return lago.sql(sql).pl()

    return ask, mo


@app.cell
def _(ask, mo):
    as_of = ask("SELECT strftime(max(started_at) AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M UTC') AS as_of FROM _loads WHERE status IN ('loaded', 'incomplete')").item()
    mo.md(f"# Lago billing\n\nFigures as of {as_of}. Currencies are never added up.")
    return


@app.cell
def _(ask):
    # Invoiced before taxes, by month. `* 0.01` keeps decimals exact, and is right where a currency has two of them.
    revenue = ask("""
        SELECT CAST(date_trunc('month', i.issuing_date) AS DATE) AS month, f.amount_currency AS currency, sum(f.amount_cents * worth(f.amount_currency)) AS amount
        FROM fees AS f JOIN invoices AS i ON i.lago_id = f.lago_invoice_id
        WHERE i.status = 'finalized' AND i.invoice_type NOT IN ('credit', 'progressive_billing') AND NOT coalesce(i.self_billed, false)
          AND f._deleted_at IS NULL AND i._deleted_at IS NULL AND f.amount_currency IN ('EUR', 'USD')
        GROUP BY 1, 2 ORDER BY 1, 2
    """)
    revenue.pivot("currency", index="month", values="amount")
    return


@app.cell
def _(ask):
    # Who owes most, and since when.
    ask("""
        SELECT coalesce(c.name, i.customer__external_id) AS customer, i.currency, sum(i.total_due_amount_cents * worth(i.currency)) AS due, min(i.payment_due_date) AS since
        FROM invoices AS i LEFT JOIN customers AS c ON c.lago_id = i.customer__lago_id
        WHERE i.status = 'finalized' AND i.total_due_amount_cents > 0 AND i.payment_dispute_lost_at IS NULL
          AND NOT coalesce(i.self_billed, false) AND i._deleted_at IS NULL AND i.currency IN ('EUR', 'USD')
        GROUP BY 1, 2 ORDER BY due DESC, customer LIMIT 10
    """)
    return


@app.cell
def _(ask):
    # The same for pandas, which would make floating point of decimals: pyarrow's types keep them exact.
    taxes = ask("""
        SELECT t.tax_code, i.currency, sum(t.amount_cents * worth(i.currency)) AS amount
        FROM invoices__applied_taxes AS t JOIN invoices AS i ON i.lago_id = t._root_lago_id
        WHERE i.status = 'finalized' AND NOT coalesce(i.self_billed, false) AND t._deleted_at IS NULL AND i._deleted_at IS NULL
        GROUP BY 1, 2
    """).to_pandas(use_pyarrow_extension_array=True)
    taxes.sort_values(["currency", "amount"], ascending=[True, False]).reset_index(drop=True)
    return


if __name__ == "__main__":
    app.run()
