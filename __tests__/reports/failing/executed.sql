=== 4f2a8c1b9d3e.upgrade.sql
-- The upgrade of revision 4f2a8c1b9d3e (Add kind) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/4f2a8c1b9d3e_add_kind.py

-- migrations/versions/4f2a8c1b9d3e_add_kind.py:18
CREATE TYPE kind AS ENUM ('person', 'company');

-- migrations/versions/4f2a8c1b9d3e_add_kind.py:19
ALTER TABLE customer ADD COLUMN kind kind DEFAULT 'person' NOT NULL;

=== 4f2a8c1b9d3e.downgrade.sql
-- The downgrade of revision 4f2a8c1b9d3e (Add kind) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/4f2a8c1b9d3e_add_kind.py

-- migrations/versions/4f2a8c1b9d3e_add_kind.py:30
ALTER TABLE customer DROP COLUMN kind;

=== 5a3b9d2c0e4f.upgrade.sql
-- The upgrade of revision 5a3b9d2c0e4f (Drop legacy email) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/5a3b9d2c0e4f_drop_legacy_email.py

-- migrations/versions/5a3b9d2c0e4f_drop_legacy_email.py:18
ALTER TABLE customer DROP COLUMN email;

=== 5a3b9d2c0e4f.downgrade.sql
-- The downgrade of revision 5a3b9d2c0e4f (Drop legacy email) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/5a3b9d2c0e4f_drop_legacy_email.py

-- migrations/versions/5a3b9d2c0e4f_drop_legacy_email.py:30
ALTER TABLE customer ADD COLUMN email VARCHAR(80);

=== 6b4c0e3d1f5a.upgrade.sql
-- The upgrade of revision 6b4c0e3d1f5a (Unique names) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/6b4c0e3d1f5a_unique_names.py

-- migrations/versions/6b4c0e3d1f5a_unique_names.py:18
ALTER TABLE customer ADD UNIQUE (name);

=== 6b4c0e3d1f5a.downgrade.sql
-- The downgrade of revision 6b4c0e3d1f5a (Unique names) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/6b4c0e3d1f5a_unique_names.py
-- Failed: (psycopg2.errors.SyntaxError) syntax error at or near "None"

-- migrations/versions/6b4c0e3d1f5a_unique_names.py:30
ALTER TABLE customer DROP CONSTRAINT None;

=== 7c5d1f4e2a6b.upgrade.sql
-- The upgrade of revision 7c5d1f4e2a6b (Add region) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/7c5d1f4e2a6b_add_region.py
-- Not executed: `6b4c0e3d1f5a`, which it needs, was not upgraded

=== 7c5d1f4e2a6b.downgrade.sql
-- The downgrade of revision 7c5d1f4e2a6b (Add region) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- migrations/versions/7c5d1f4e2a6b_add_region.py
-- Not executed: the revision did not come to it.
