"""Tables (CSV, XLSX, ODS) as touchpoints, payments, contracts; results and usage have their own."""
