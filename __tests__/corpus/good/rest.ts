import type { CorpusCase } from '../corpus-case.ts';

const base = ['CREATE TABLE {t} (id serial PRIMARY KEY, email varchar(120), active boolean)'];

export const rest: readonly CorpusCase[] = [
  { name: 'a view', base, sql: ['op.execute("CREATE VIEW {t}_active AS SELECT id, email FROM {t} WHERE active")'], down: ['op.execute("DROP VIEW {t}_active")'] },
  { name: 'a view with one more column', base: [...base, 'CREATE VIEW {t}_v AS SELECT id FROM {t}'], sql: ['op.execute("CREATE OR REPLACE VIEW {t}_v AS SELECT id, email FROM {t}")'], down: ['op.execute("DROP VIEW {t}_v")\nop.execute("CREATE VIEW {t}_v AS SELECT id FROM {t}")'] },
  { name: 'a materialized view', base, sql: ['op.execute("CREATE MATERIALIZED VIEW {t}_m AS SELECT active, count(*) AS many FROM {t} GROUP BY active")'], down: ['op.execute("DROP MATERIALIZED VIEW {t}_m")'] },
  { name: 'a function', sql: ['op.execute("CREATE FUNCTION {t}(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS \'SELECT a + 1\'")'], down: ['op.execute("DROP FUNCTION {t}(integer)")'] },
  { name: 'a function with another body', base: ["CREATE FUNCTION {t}(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a + 1'"], sql: ['op.execute("CREATE OR REPLACE FUNCTION {t}(a integer) RETURNS integer LANGUAGE sql AS \'SELECT a + 2\'")'], down: ['op.execute("CREATE OR REPLACE FUNCTION {t}(a integer) RETURNS integer LANGUAGE sql AS \'SELECT a + 1\'")'] },
  { name: 'a sequence', op: ['op.execute(sa.schema.CreateSequence(sa.Sequence("{t}", start=1000)))'], sql: ['op.execute("CREATE SEQUENCE {t} START 1000")'], down: ['op.execute("DROP SEQUENCE {t}")'] },
  { name: 'a domain', sql: [`op.execute("CREATE DOMAIN {t} AS text CHECK (VALUE LIKE '%@%')")`], down: ['op.execute("DROP DOMAIN {t}")'] },
  { name: 'who may read', base, sql: ['op.execute("GRANT SELECT ON {t} TO PUBLIC")'], down: ['op.execute("REVOKE SELECT ON {t} FROM PUBLIC")'] },
  { name: 'rows that are seen by their owner on a table of the same pull request', sql: ['op.execute("CREATE TABLE {t} (id serial PRIMARY KEY, owner text)")\nop.execute("ALTER TABLE {t} ENABLE ROW LEVEL SECURITY")\nop.execute("CREATE POLICY own_{t} ON {t} USING (owner = current_user)")'], down: ['op.execute("DROP TABLE {t}")'] },
  { name: 'extended statistics', base, sql: ['op.execute("CREATE STATISTICS {t}_s (dependencies) ON email, active FROM {t}")'], down: ['op.execute("DROP STATISTICS {t}_s")'] },
  { name: 'a view of all', dialects: ['sqlite', 'mysql'], base: ['CREATE TABLE {t} (id INTEGER PRIMARY KEY, email VARCHAR(120))'], sql: ['op.execute("CREATE VIEW {t}_v AS SELECT id, email FROM {t}")'], down: ['op.execute("DROP VIEW {t}_v")'] },
  { name: 'autovacuum settings', base, sql: ['op.execute("ALTER TABLE {t} SET (autovacuum_vacuum_scale_factor = 0.02)")'], down: ['op.execute("ALTER TABLE {t} RESET (autovacuum_vacuum_scale_factor)")'] },
];
