# /// script
# requires-python = ">=3.11"
# dependencies = ["marimo==0.25.2", "duckdb==2.0.1", "polars==2.1.0", "pyarrow==26.0.1"]
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

    # Read-only and closed after each question: an open file keeps loads out.
    def ask(sql):
        with duckdb.connect(os.environ.get("LAGO_DUCKDB", "lago.duckdb"), read_only=True) as lago:
            lago.execute("USE lago_data")
            return lago.sql(sql).pl()

    return ask, mo


@app.cell
def _(ask, mo):
    as_of = ask("SELECT strftime(max(started_at), '%Y-%m-%d %H:%M') AS as_of FROM _loads").item()
    mo.md(f"# Lago billing\n\nFigures as of {as_of}. Currencies are never added up.")
    return


@app.cell
def _(ask):
    # Invoiced before taxes, by month. `* 0.01` keeps decimals exact, and is right where a currency has two of them.
    revenue = ask("""
        SELECT CAST(date_trunc('month', i.issuing_date) AS DATE) AS month, f.amount_currency AS currency, sum(f.amount_cents) * 0.01 AS amount
        FROM fees AS f JOIN invoices AS i ON i.lago_id = f.lago_invoice_id
        WHERE i.status = 'finalized' AND i.invoice_type <> 'credit' AND NOT coalesce(i.self_billed, false)
          AND f._deleted_at IS NULL AND i._deleted_at IS NULL AND f.amount_currency IN ('EUR', 'USD')
        GROUP BY 1, 2 ORDER BY 1, 2
    """)
    revenue.pivot("currency", index="month", values="amount")
    return


@app.cell
def _(ask):
    # Who owes most, and since when.
    ask("""
        SELECT coalesce(c.name, i.customer__external_id) AS customer, i.currency, sum(i.total_due_amount_cents) * 0.01 AS due, min(i.payment_due_date) AS since
        FROM invoices AS i LEFT JOIN customers AS c ON c.lago_id = i.customer__lago_id
        WHERE i.status = 'finalized' AND i.total_due_amount_cents > 0 AND i.payment_dispute_lost_at IS NULL
          AND NOT coalesce(i.self_billed, false) AND i._deleted_at IS NULL AND i.currency IN ('EUR', 'USD')
        GROUP BY 1, 2 ORDER BY due DESC, customer LIMIT 10
    """)
    return


if __name__ == "__main__":
    app.run()
