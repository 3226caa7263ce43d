"""Tables of rows and columns: CSV, TSV, workbooks; one panel a row, or one result a row."""
