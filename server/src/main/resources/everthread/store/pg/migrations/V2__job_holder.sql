-- Which home's server holds a job: one server at a time uses a home, so what it finds under its own
-- name when it starts was held by a predecessor that is dead, and can be done at once.
ALTER TABLE job ADD COLUMN leased_by uuid;
