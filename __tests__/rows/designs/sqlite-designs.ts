import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

/** Designs in SQLite's own SQL. */
export const sqliteDesigns: readonly TableDesign[] = [
  {
    name: 'every type that SQLAlchemy declares',
    sql: `CREATE TABLE everything (
      id INTEGER NOT NULL, small SMALLINT NOT NULL, big BIGINT NOT NULL, price NUMERIC(10, 2) NOT NULL, ratio FLOAT NOT NULL, exact DOUBLE_PRECISION NOT NULL, label VARCHAR(50) NOT NULL, note TEXT NOT NULL,
      country CHAR(2) NOT NULL, is_active BOOLEAN NOT NULL, born DATE NOT NULL, created_at DATETIME NOT NULL, seen TIMESTAMP NOT NULL, opens TIME NOT NULL, settings JSON NOT NULL, photo BLOB NOT NULL, token CHAR(32) NOT NULL,
      PRIMARY KEY (id))`,
    rows: full('everything'),
  },
  {
    name: 'everything may be NULL',
    sql: 'CREATE TABLE loose (a, b INTEGER, c TEXT, d BLOB, e NUMERIC, f DATETIME, g BOOLEAN, h JSON, i UUID)',
    rows: full('loose'),
  },
  {
    name: 'a shop with foreign keys',
    sql: `
      CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, email VARCHAR(255) NOT NULL UNIQUE, name VARCHAR(100) NOT NULL, created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP);
      CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE, number VARCHAR(20) NOT NULL UNIQUE, status VARCHAR(9) NOT NULL DEFAULT 'new', CONSTRAINT order_status CHECK (status IN ('new', 'paid', 'shipped', 'cancelled')));
      CREATE TABLE products (id INTEGER PRIMARY KEY, sku VARCHAR(12) NOT NULL UNIQUE, price NUMERIC(8, 2) NOT NULL CHECK (price > 0));
      CREATE TABLE order_items (order_id INTEGER NOT NULL, product_id INTEGER NOT NULL, quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 99), PRIMARY KEY (order_id, product_id), FOREIGN KEY (order_id) REFERENCES orders (id), FOREIGN KEY (product_id) REFERENCES products)`,
    rows: full('customers', 'orders', 'products', 'order_items'),
  },
  {
    name: 'a tree of categories',
    sql: 'CREATE TABLE categories (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES categories (id), slug VARCHAR(40) NOT NULL, UNIQUE (parent_id, slug))',
    rows: full('categories'),
  },
  {
    name: 'a tree without a root that is NULL',
    sql: 'CREATE TABLE folders (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES folders (id), name TEXT NOT NULL)',
    rows: full('folders'),
  },
  {
    name: 'two tables that need each other',
    sql: 'CREATE TABLE teams (id INTEGER PRIMARY KEY, leader_id INTEGER NOT NULL REFERENCES people (id)); CREATE TABLE people (id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES teams (id))',
    rows: full('teams', 'people'),
  },
  {
    name: 'three tables in a circle that may begin with NULL',
    sql: 'CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INT REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, c_id INT NOT NULL REFERENCES c); CREATE TABLE c (id INTEGER PRIMARY KEY, a_id INT NOT NULL REFERENCES a)',
    rows: full('a', 'b', 'c'),
  },
  {
    name: 'keys of UUIDs, as text and as bytes',
    sql: `
      CREATE TABLE accounts (id CHAR(32) NOT NULL, name VARCHAR NOT NULL, PRIMARY KEY (id));
      CREATE TABLE devices (id BINARY(16) PRIMARY KEY NOT NULL, account_id CHAR(32) NOT NULL REFERENCES accounts (id), serial CHAR(36) NOT NULL UNIQUE)`,
    rows: full('accounts', 'devices'),
  },
  {
    name: 'WITHOUT ROWID, with a key of texts',
    sql: 'CREATE TABLE words (language CHAR(2), word TEXT, count INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (language, word)) WITHOUT ROWID',
    rows: full('words'),
  },
  {
    name: 'STRICT tables',
    sql: `
      CREATE TABLE strict_all (id INTEGER PRIMARY KEY, a INT NOT NULL, b REAL NOT NULL, c TEXT NOT NULL, d BLOB NOT NULL, e ANY) STRICT;
      CREATE TABLE strict_keyed (code TEXT PRIMARY KEY, parent INTEGER REFERENCES strict_all, at TEXT CHECK (at LIKE '____-__-__')) STRICT, WITHOUT ROWID`,
    rows: full('strict_all', 'strict_keyed'),
  },
  {
    name: 'computed columns',
    sql: `CREATE TABLE lines (id INTEGER PRIMARY KEY, quantity INT NOT NULL, price NUMERIC(8, 2) NOT NULL, total AS (quantity * price), label TEXT GENERATED ALWAYS AS ('no. ' || id) STORED UNIQUE, CHECK (total > 0))`,
    rows: full('lines'),
  },
  {
    name: 'unique without regard to case or trailing spaces',
    sql: 'CREATE TABLE tags (name VARCHAR(10) COLLATE NOCASE NOT NULL UNIQUE, code CHAR(3) COLLATE RTRIM PRIMARY KEY NOT NULL)',
    rows: full('tags'),
  },
  {
    name: 'unique indexes over expressions and over some rows',
    sql: `
      CREATE TABLE logins (id INTEGER PRIMARY KEY, email TEXT NOT NULL, tenant INT NOT NULL, is_primary BOOLEAN NOT NULL, deleted_at DATETIME);
      CREATE UNIQUE INDEX uq_email ON logins (tenant, lower(email)) WHERE deleted_at IS NULL;
      CREATE UNIQUE INDEX uq_primary ON logins (tenant) WHERE is_primary`,
    rows: full('logins'),
  },
  {
    name: 'enumerations as SQLAlchemy makes them',
    sql: `CREATE TABLE tickets (id INTEGER NOT NULL, state VARCHAR(8) NOT NULL, size VARCHAR(5), flag BOOLEAN NOT NULL, PRIMARY KEY (id), CONSTRAINT ticket_state CHECK (state IN ('open', 'closed', 'it''s on')), CHECK (size IN ('S', 'M', 'L', 'größe')), CHECK (flag IN (0, 1)))`,
    rows: full('tickets'),
  },
  {
    name: 'lengths, ranges and patterns',
    sql: `CREATE TABLE rules (
      id INTEGER PRIMARY KEY, code TEXT NOT NULL CHECK (length(code) = 6 AND code GLOB '[A-Z][A-Z][0-9][0-9][0-9][0-9]'), email TEXT NOT NULL CHECK (email LIKE '%_@_%.__%'), percent REAL NOT NULL CHECK (percent >= 0 AND percent <= 100),
      low INT NOT NULL, high INT NOT NULL, starts DATE NOT NULL, ends DATE, note VARCHAR(20) CHECK (note IS NULL OR length(trim(note)) > 0), CHECK (low < high), CHECK (ends IS NULL OR ends >= starts))`,
    rows: full('rules'),
  },
  {
    name: 'either one or the other',
    sql: `
      CREATE TABLE posts (id INTEGER PRIMARY KEY);
      CREATE TABLE photos (id INTEGER PRIMARY KEY);
      CREATE TABLE comments (id INTEGER PRIMARY KEY, post_id INT REFERENCES posts, photo_id INT REFERENCES photos, body TEXT NOT NULL, CHECK ((post_id IS NULL) <> (photo_id IS NULL)))`,
    rows: full('posts', 'photos', 'comments'),
  },
  {
    name: 'what is read as JSON and as a date',
    sql: `CREATE TABLE events (id INTEGER PRIMARY KEY, payload TEXT NOT NULL CHECK (json_valid(payload)), day TEXT NOT NULL CHECK (date(day) IS NOT NULL), kind TEXT NOT NULL CHECK (typeof(kind) = 'text' AND kind = lower(kind)))`,
    rows: full('events'),
  },
  {
    name: 'foreign keys to what is not there',
    sql: 'CREATE TABLE orphans (id INTEGER PRIMARY KEY, a INT REFERENCES gone (id), b INT REFERENCES gone, name TEXT NOT NULL); CREATE TABLE lost (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES gone (id))',
    rows: full('orphans'),
    unfilled: { lost: /gone/ },
  },
  {
    name: 'a foreign key to what is no key',
    sql: 'CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT NOT NULL); CREATE TABLE streets (id INTEGER PRIMARY KEY, city TEXT NOT NULL REFERENCES cities (name))',
    rows: full('cities', 'streets'),
  },
  {
    name: 'keys of several columns along which rows refer',
    sql: `
      CREATE TABLE tenants (id INTEGER PRIMARY KEY);
      CREATE TABLE users (tenant_id INT NOT NULL REFERENCES tenants, number INT NOT NULL, PRIMARY KEY (tenant_id, number));
      CREATE TABLE notes (tenant_id INT NOT NULL REFERENCES tenants, number INT NOT NULL, author INT NOT NULL, reviewer INT, PRIMARY KEY (tenant_id, number), FOREIGN KEY (tenant_id, author) REFERENCES users (tenant_id, number), FOREIGN KEY (tenant_id, reviewer) REFERENCES users)`,
    rows: full('tenants', 'users', 'notes'),
  },
  {
    name: 'one row for each of another table',
    sql: 'CREATE TABLE persons (id INTEGER PRIMARY KEY, name TEXT NOT NULL); CREATE TABLE profiles (person_id INTEGER PRIMARY KEY REFERENCES persons (id), bio TEXT); CREATE TABLE badges (id INTEGER PRIMARY KEY, person_id INT NOT NULL UNIQUE REFERENCES persons)',
    rows: full('persons', 'profiles', 'badges'),
  },
  {
    name: 'a table that takes one row only',
    sql: 'CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), theme TEXT NOT NULL)',
    rows: { settings: 1 },
  },
  {
    name: 'two values and no more',
    sql: 'CREATE TABLE switches (is_on BOOLEAN NOT NULL UNIQUE CHECK (is_on IN (0, 1)))',
    rows: { switches: 2 },
  },
  {
    name: 'triggers: one that writes elsewhere, one that is particular, one that takes nothing',
    sql: `
      CREATE TABLE payments (id INTEGER PRIMARY KEY, amount INT NOT NULL);
      CREATE TABLE payment_log (id INTEGER PRIMARY KEY, payment_id INT NOT NULL REFERENCES payments, amount INT NOT NULL);
      CREATE TRIGGER log_payment AFTER INSERT ON payments BEGIN INSERT INTO payment_log (payment_id, amount) VALUES (new.id, new.amount); END;
      CREATE TABLE prices (id INTEGER PRIMARY KEY, amount INT NOT NULL CHECK (amount < 1000));
      CREATE TRIGGER only_positive BEFORE INSERT ON prices WHEN new.amount <= 0 BEGIN SELECT RAISE(ABORT, 'a price is more than nothing'); END;
      CREATE TABLE archive (id INTEGER PRIMARY KEY, note TEXT);
      CREATE TRIGGER closed BEFORE INSERT ON archive BEGIN SELECT RAISE(ABORT, 'the archive is closed'); END`,
    rows: { ...full('payments', 'prices'), payment_log: 10 },
    unfilled: { archive: /the archive is closed/ },
  },
  {
    name: 'searching in texts',
    sql: `
      CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
      CREATE VIRTUAL TABLE article_index USING fts5(title, body, content='articles', content_rowid='id');
      CREATE TRIGGER index_article AFTER INSERT ON articles BEGIN INSERT INTO article_index (rowid, title, body) VALUES (new.id, new.title, new.body); END;
      CREATE VIRTUAL TABLE notes USING fts5(note, tokenize = 'porter');
      CREATE VIRTUAL TABLE areas USING rtree(id, min_x, max_x)`,
    rows: full('articles', 'notes'),
    unfilled: { article_index: /virtual table of the module `fts5`/, areas: /virtual table of the module `rtree`/ },
  },
  {
    name: 'names that need quotes',
    sql: `CREATE TABLE "order" ("select" INTEGER PRIMARY KEY, "two words" TEXT NOT NULL UNIQUE, "it's" INT NOT NULL CHECK ("it's" > 0), "a""b" TEXT); CREATE TABLE [Ünïcode] ([größe] REAL NOT NULL, \`order\` INT NOT NULL REFERENCES "order")`,
    rows: full('order', 'Ünïcode'),
  },
  {
    name: 'everything left to defaults',
    sql: `CREATE TABLE defaults (id INTEGER PRIMARY KEY, at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, day DATE NOT NULL DEFAULT (date('now')), token TEXT NOT NULL DEFAULT (lower(hex(randomblob(16)))) CHECK (length(token) = 32), note TEXT NOT NULL DEFAULT ''); CREATE TABLE counter_only (id INTEGER PRIMARY KEY AUTOINCREMENT)`,
    rows: full('defaults', 'counter_only'),
  },
  {
    name: 'many columns unique together and alone',
    sql: 'CREATE TABLE seats (id INTEGER PRIMARY KEY, hall CHAR(1) NOT NULL, line TINYINT NOT NULL, seat TINYINT NOT NULL, code VARCHAR(3) UNIQUE, UNIQUE (hall, line, seat), UNIQUE (line, code))',
    rows: full('seats'),
  },
].map((design) => ({ dialects: ['sqlite'], ...design }));
