"""Reports to print and send: what an analysis tells, as data, and its writers for Word, the web and workbooks."""
