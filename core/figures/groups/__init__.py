"""Groups of a cohort compared: charts and tables of what differs between them."""
