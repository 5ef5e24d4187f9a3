"""The only place that talks to the database: connect, migrate, query, back up."""
