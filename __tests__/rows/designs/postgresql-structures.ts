import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

/** How tables are built in PostgreSQL: partitions, inheritance, triggers, names, rights. */
export const postgresqlStructures: readonly TableDesign[] = [
  {
    name: 'partitions by range, list, hash, on two levels, with and without a default',
    sql: `
      CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, kind text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE events_2031 PARTITION OF events FOR VALUES FROM ('2031-01-01') TO ('2032-01-01'); CREATE TABLE events_2032 PARTITION OF events FOR VALUES FROM ('2032-01-01') TO ('2033-01-01');
      CREATE TABLE orders (id integer, region text NOT NULL, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
      CREATE TABLE orders_eu PARTITION OF orders FOR VALUES IN ('de', 'fr'); CREATE TABLE orders_us PARTITION OF orders FOR VALUES IN ('us');
      CREATE TABLE hits (id integer PRIMARY KEY, url text) PARTITION BY HASH (id); CREATE TABLE hits_0 PARTITION OF hits FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE hits_1 PARTITION OF hits FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      CREATE TABLE logs (tenant text NOT NULL, day date NOT NULL, line text) PARTITION BY LIST (tenant);
      CREATE TABLE logs_a PARTITION OF logs FOR VALUES IN ('a') PARTITION BY RANGE (day); CREATE TABLE logs_a_1 PARTITION OF logs_a FOR VALUES FROM ('1990-01-01') TO ('1990-02-01'); CREATE TABLE logs_rest PARTITION OF logs DEFAULT PARTITION BY HASH (day); CREATE TABLE logs_rest_0 PARTITION OF logs_rest FOR VALUES WITH (MODULUS 1, REMAINDER 0);
      CREATE TABLE pairs (a integer, b integer) PARTITION BY RANGE (a, b); CREATE TABLE pairs_1 PARTITION OF pairs FOR VALUES FROM (5000, 10) TO (5000, 20);
      CREATE TABLE bare (id integer, at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE halves (id integer NOT NULL, active boolean NOT NULL) PARTITION BY LIST (active); CREATE TABLE halves_t PARTITION OF halves FOR VALUES IN (true);
      CREATE TABLE mixed (id integer, region text) PARTITION BY LIST (lower(region)); CREATE TABLE mixed_de PARTITION OF mixed FOR VALUES IN ('de');
      CREATE TABLE of_orders (order_id integer NOT NULL, region text NOT NULL, FOREIGN KEY (order_id, region) REFERENCES orders)`,
    rows: full('events', 'orders', 'hits', 'logs', 'pairs', 'halves', 'mixed', 'of_orders'),
    unfilled: { bare: /partition/ },
  },
  {
    name: 'tables that inherit',
    sql: `
      CREATE TABLE assets (id serial PRIMARY KEY, name text NOT NULL, CHECK (length(name) > 2));
      CREATE TABLE images (width integer NOT NULL CHECK (width > 0), PRIMARY KEY (id)) INHERITS (assets);
      CREATE TABLE photos (camera text) INHERITS (images)`,
    rows: full('assets', 'images', 'photos'),
  },
  {
    name: 'triggers that normalise, fill in and write elsewhere',
    sql: `
      CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, slug text NOT NULL, updated_at timestamptz NOT NULL);
      CREATE TABLE audit (id serial PRIMARY KEY, table_name text NOT NULL, row_data jsonb NOT NULL);
      CREATE FUNCTION normalise() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.email := lower(NEW.email); NEW.slug := lower(replace(NEW.slug, ' ', '-')); NEW.updated_at := timestamptz '2020-01-01'; RETURN NEW; END $$;
      CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit (table_name, row_data) VALUES (TG_TABLE_NAME, to_jsonb(NEW)); RETURN NULL; END $$;
      CREATE TRIGGER a BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION normalise(); CREATE TRIGGER b AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION note();
      CREATE TABLE counters (name text PRIMARY KEY, value integer NOT NULL);
      CREATE TABLE clicks (id serial PRIMARY KEY, counter text NOT NULL REFERENCES counters);
      CREATE FUNCTION bump() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE counters SET value = value + 1 WHERE name = NEW.counter AND value < 2147483647; RETURN NEW; END $$;
      CREATE TRIGGER c BEFORE INSERT ON clicks FOR EACH ROW EXECUTE FUNCTION bump()`,
    rows: { ...full('users', 'counters', 'clicks'), audit: 10 },
  },
  {
    name: 'triggers that take rows on a condition',
    sql: `
      CREATE TABLE prices (id serial PRIMARY KEY, amount numeric(8, 2) NOT NULL, currency text NOT NULL);
      CREATE FUNCTION check_price() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.amount <= 0 THEN RAISE EXCEPTION 'a price is more than nothing'; END IF; IF length(NEW.currency) > 40 THEN RAISE EXCEPTION 'what currency is that'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER a BEFORE INSERT ON prices FOR EACH ROW EXECUTE FUNCTION check_price();
      CREATE TABLE stock (id serial PRIMARY KEY, name text NOT NULL, amount integer NOT NULL);
      CREATE TABLE withdrawals (id serial PRIMARY KEY, stock_id integer NOT NULL REFERENCES stock, amount integer NOT NULL CHECK (amount > 0));
      CREATE FUNCTION check_stock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT EXISTS (SELECT FROM stock WHERE id = NEW.stock_id AND abs(amount::bigint) >= 0) THEN RAISE EXCEPTION 'not in stock'; END IF; RETURN NEW; END $$;
      CREATE CONSTRAINT TRIGGER b AFTER INSERT ON withdrawals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_stock();
      CREATE TABLE closed (id serial PRIMARY KEY, note text);
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nobody writes here'; END $$;
      CREATE TRIGGER c BEFORE INSERT ON closed FOR EACH STATEMENT EXECUTE FUNCTION refuse();
      CREATE TABLE swallowed (id serial PRIMARY KEY, note text);
      CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
      CREATE TRIGGER d BEFORE INSERT ON swallowed FOR EACH ROW EXECUTE FUNCTION swallow()`,
    rows: full('prices', 'stock', 'withdrawals'),
    unfilled: { closed: /nobody writes here/, swallowed: /./ },
  },
  {
    name: 'row level security',
    sql: `
      CREATE TABLE secrets (id serial PRIMARY KEY, owner text NOT NULL, body text); ALTER TABLE secrets ENABLE ROW LEVEL SECURITY; ALTER TABLE secrets FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON secrets USING (owner = current_user) WITH CHECK (owner = current_user);
      CREATE TABLE locked (id serial PRIMARY KEY); ALTER TABLE locked ENABLE ROW LEVEL SECURITY; ALTER TABLE locked FORCE ROW LEVEL SECURITY`,
    rows: full('secrets', 'locked'),
  },
  {
    name: 'collations that see no difference',
    sql: `
      CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false); CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
      CREATE TABLE logins (name text COLLATE ci PRIMARY KEY, nick varchar(8) COLLATE loose UNIQUE NOT NULL, initial char(1) COLLATE ci NOT NULL UNIQUE);
      CREATE TABLE of_logins (id serial PRIMARY KEY, name text COLLATE ci NOT NULL REFERENCES logins)`,
    rows: full('logins', 'of_logins'),
  },
  {
    name: 'names that need quotes, long ones, reserved ones',
    sql: `
      CREATE TABLE "order" ("select" serial PRIMARY KEY, "from" text NOT NULL, "CamelCase" integer NOT NULL CHECK ("CamelCase" > 5), "two words" text UNIQUE, "it's" integer, "a""b" boolean, "größe" real, "列" text NOT NULL CHECK ("列" IN ('一', '二')));
      CREATE TABLE "Ünïcode Täble" ("user" integer REFERENCES "order", "primary" text PRIMARY KEY, "%s" integer, "$1" text, "?" text, "back\\slash" text);
      CREATE TABLE a_table_with_a_name_that_is_exactly_as_long_as_one_can_be_x_63 (a_column_with_a_name_that_is_exactly_as_long_as_one_can_be_xx63 serial PRIMARY KEY, another_column_whose_name_is_as_long_as_a_name_can_be_in_the_db integer CHECK (another_column_whose_name_is_as_long_as_a_name_can_be_in_the_db BETWEEN 3 AND 9));
      CREATE TABLE "User" (id serial PRIMARY KEY); CREATE TABLE "user" (id serial PRIMARY KEY, other integer NOT NULL REFERENCES "User")`,
    rows: full('order', 'Ünïcode Täble', 'a_table_with_a_name_that_is_exactly_as_long_as_one_can_be_x_63', 'User', 'user'),
  },
  {
    name: 'several schemas that refer to each other',
    sql: `
      CREATE SCHEMA crm; CREATE SCHEMA "Sales Team"; CREATE TYPE crm.level AS ENUM ('a', 'b'); CREATE DOMAIN "Sales Team".amount AS numeric(9, 2) CHECK (VALUE >= 0);
      CREATE TABLE crm.customers (id serial PRIMARY KEY, level crm.level NOT NULL);
      CREATE TABLE "Sales Team".deals (id serial PRIMARY KEY, customer_id integer NOT NULL REFERENCES crm.customers, amount "Sales Team".amount NOT NULL);
      CREATE TABLE notes (id serial PRIMARY KEY, deal_id integer REFERENCES "Sales Team".deals, customer_id integer NOT NULL REFERENCES crm.customers)`,
    rows: full('customers', 'deals', 'notes'),
  },
  {
    name: 'sixty columns, only a key, no column at all',
    sql: `
      CREATE TABLE wide (id serial PRIMARY KEY, ${Array.from({ length: 60 }, (_, index) => `column_${String(index)} ${['integer', 'text', 'timestamptz', 'numeric(10,2)', 'boolean', 'jsonb', 'varchar(20)', 'date', 'uuid', 'text[]'][index % 10] ?? ''}${index % 3 === 0 ? ' NOT NULL' : ''}`).join(', ')});
      CREATE TABLE only_key (id serial PRIMARY KEY); CREATE TABLE only_text_key (code text PRIMARY KEY); CREATE TABLE nothing (); CREATE TABLE no_key (a integer, b text)`,
    rows: full('wide', 'only_key', 'only_text_key', 'no_key', 'nothing'),
  },
  {
    name: 'temporary-like tables, tables of a type, and what only looks like one',
    sql: `
      CREATE UNLOGGED TABLE cache (key text PRIMARY KEY, value bytea, expires_at timestamptz NOT NULL);
      CREATE TYPE point3 AS (x integer, y integer, z integer); CREATE TABLE points OF point3 (PRIMARY KEY (x, y, z));
      CREATE VIEW cache_keys AS SELECT key FROM cache; CREATE MATERIALIZED VIEW cache_count AS SELECT count(*) FROM cache;
      CREATE TABLE ruled (id serial PRIMARY KEY, note text); CREATE RULE none AS ON DELETE TO ruled DO INSTEAD NOTHING;
      CREATE TABLE with_rule (id serial PRIMARY KEY, note text); CREATE RULE away AS ON INSERT TO with_rule DO INSTEAD NOTHING`,
    rows: full('cache', 'points', 'ruled'),
    unfilled: { with_rule: /./ },
  },
].map((design): TableDesign => ({ dialects: ['postgresql'], ...design }));
