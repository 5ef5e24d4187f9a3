"""Files in and out: CSV and Excel read as they come, tables written as Excel opens them."""
