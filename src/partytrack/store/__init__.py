"""The only place that knows the database: tables, connections, migrations, backup, doctor."""
