import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { describeTrials } from './describe-trials.ts';

describeTrials(postgresql, undefined, {
  tables: `
    CREATE TABLE parent (id serial PRIMARY KEY, name varchar(20) NOT NULL);
    CREATE TABLE child (id serial PRIMARY KEY, parent_id int NOT NULL REFERENCES parent DEFERRABLE INITIALLY DEFERRED, code varchar(12) NOT NULL UNIQUE, amount int NOT NULL CHECK (amount < 5000000), at timestamptz DEFAULT now())`,
  trigger: `
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'closed'; END $$;
    CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON child DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`,
  required: "ALTER TABLE child ADD COLUMN channel text NOT NULL DEFAULT 'web'; ALTER TABLE child ALTER channel DROP DEFAULT",
  rule: 'UPDATE child SET amount = 4000000; ALTER TABLE child ADD CONSTRAINT ck_amount CHECK (amount > 4999000) NOT VALID',
  schema: 'public',
});

describeTrials(sqlite, undefined, {
  tables: `
    CREATE TABLE parent (id INTEGER PRIMARY KEY, name varchar(20) NOT NULL);
    CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id int NOT NULL REFERENCES parent (id), code varchar(12) NOT NULL UNIQUE, amount int NOT NULL)`,
  trigger: "CREATE TRIGGER refuse BEFORE INSERT ON child BEGIN SELECT RAISE(ABORT, 'closed'); END",
  required: `
    CREATE TABLE other (id INTEGER PRIMARY KEY, parent_id int NOT NULL REFERENCES parent (id), code varchar(12) NOT NULL UNIQUE, amount int NOT NULL, channel text NOT NULL);
    INSERT INTO other SELECT id, parent_id, code, amount, 'web' FROM child; DROP TABLE child; ALTER TABLE other RENAME TO child`,
  rule: `
    CREATE TABLE other (id INTEGER PRIMARY KEY, parent_id int NOT NULL REFERENCES parent (id), code varchar(12) NOT NULL UNIQUE, amount int NOT NULL, CONSTRAINT ck_amount CHECK (amount BETWEEN 4999000 AND 5000000));
    INSERT INTO other SELECT id, parent_id, code, 5000000 FROM child; DROP TABLE child; ALTER TABLE other RENAME TO child`,
  schema: null,
});
