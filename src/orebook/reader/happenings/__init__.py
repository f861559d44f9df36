"""What a text says happened to the trade: maintenance, quotas, controls, holidays, tenders, listings."""
