"""Articles, people, comments and the audit log in SQL: SQLite or PostgreSQL."""
