"""What a check found, as people get it: a page to read and a coloured copy of the workbook."""
