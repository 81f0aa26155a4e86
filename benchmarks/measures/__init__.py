"""What is measured, one measure a module; each returns plain data for the report."""
