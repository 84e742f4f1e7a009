"""What pages are made of: figures, charts, tables and words that follow the filters and say so when there is nothing."""
