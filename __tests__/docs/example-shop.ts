import type { DialectName } from '../../src/dialects/dialect.ts';

const mysqlShop = [
  'CREATE TABLE customer (id INTEGER PRIMARY KEY AUTO_INCREMENT, email VARCHAR(120) NOT NULL, name VARCHAR(80), phone VARCHAR(20), is_active BOOLEAN, legacy_code TEXT)',
  'CREATE INDEX ix_customer_name ON customer (name)',
  "CREATE TABLE orders (id INTEGER PRIMARY KEY AUTO_INCREMENT, total NUMERIC(12, 2), is_refund BOOLEAN, status ENUM('open', 'paid', 'cancelled'), CONSTRAINT ck_orders_total CHECK (total >= 0))",
  'CREATE TABLE old_report (id INTEGER PRIMARY KEY AUTO_INCREMENT, body TEXT)',
  'CREATE TABLE session_cache (`key` TEXT, `value` TEXT)',
  'CREATE VIEW active_customer AS SELECT id, email FROM customer WHERE is_active',
  'CREATE FUNCTION normalize_email(email TEXT) RETURNS TEXT DETERMINISTIC RETURN lower(email)',
  'CREATE TRIGGER customer_lower BEFORE INSERT ON customer FOR EACH ROW SET NEW.email = lower(NEW.email)',
];

/** The statements of the merge base that the examples of the pages take for granted, in the words of each database. */
export const shops: Readonly<Record<DialectName, readonly string[]>> = {
  postgresql: [
    'CREATE TABLE customer (id serial PRIMARY KEY, email varchar(120) NOT NULL, name varchar(80), phone varchar(20), is_active boolean, legacy_code text)',
    'CREATE INDEX ix_customer_name ON customer (name)',
    "CREATE TYPE order_status AS ENUM ('open', 'paid', 'cancelled')",
    "CREATE TYPE priority AS ENUM ('low', 'high')",
    'CREATE TABLE orders (id serial PRIMARY KEY, total numeric(12, 2), is_refund boolean, status order_status, CONSTRAINT ck_orders_total CHECK (total >= 0))',
    'CREATE TABLE old_report (id serial PRIMARY KEY, body text)',
    'CREATE TABLE session_cache (key text, value text)',
    'CREATE SCHEMA archive',
    'CREATE VIEW active_customer AS SELECT id, email FROM customer WHERE is_active',
    'CREATE SEQUENCE invoice_number',
    "CREATE FUNCTION normalize_email(text) RETURNS text LANGUAGE sql AS 'SELECT lower($1)'",
    "CREATE FUNCTION lower_email() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.email = lower(NEW.email); RETURN NEW; END'",
    'CREATE TRIGGER customer_lower BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION lower_email()',
  ],
  mysql: mysqlShop,
  mariadb: mysqlShop,
  // As much of it as the examples for SQLite need.
  sqlite: [
    'CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(120) NOT NULL, name VARCHAR(80))',
    'CREATE TABLE visit (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (id))',
  ],
};
