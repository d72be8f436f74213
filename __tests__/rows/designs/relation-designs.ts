import type { DialectName } from '../../../src/dialects/dialect.ts';
import { full } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

const dialects: readonly DialectName[] = ['postgresql', 'mysql', 'mariadb', 'sqlite'];

/** Designs in which rows can only be related to others of their own kind, or of their own tenant. */
export const relationDesigns: readonly TableDesign[] = [
  {
    name: 'tenants whose accounts review each other',
    dialects,
    sql: `
      CREATE TABLE tenants (id INTEGER NOT NULL, slug VARCHAR(40) NOT NULL, PRIMARY KEY (id), UNIQUE (slug));
      CREATE TABLE tenant_accounts (tenant_id INTEGER NOT NULL, id INTEGER NOT NULL, email VARCHAR(200) NOT NULL, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, email), FOREIGN KEY (tenant_id) REFERENCES tenants (id));
      CREATE TABLE tenant_projects (tenant_id INTEGER NOT NULL, id INTEGER NOT NULL, owner_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, name VARCHAR(80) NOT NULL, PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, owner_id) REFERENCES tenant_accounts (tenant_id, id), FOREIGN KEY (tenant_id, reviewer_id) REFERENCES tenant_accounts (tenant_id, id), CONSTRAINT four_eyes CHECK (owner_id <> reviewer_id))`,
    rows: full('tenants', 'tenant_accounts', 'tenant_projects'),
  },
  {
    name: 'rows that must have a parent and must not be their own',
    dialects: ['postgresql', 'sqlite'],
    sql: `
      CREATE TABLE circle (id INTEGER NOT NULL, parent_id INTEGER NOT NULL, name VARCHAR(50), PRIMARY KEY (id), FOREIGN KEY (parent_id) REFERENCES circle (id), CONSTRAINT not_itself CHECK (parent_id <> id));
      CREATE TABLE chain (code VARCHAR(10) NOT NULL, next_code VARCHAR(10) NOT NULL, PRIMARY KEY (code), UNIQUE (next_code), FOREIGN KEY (next_code) REFERENCES chain (code), CONSTRAINT next_is_another CHECK (next_code <> code), CONSTRAINT code_form CHECK (code LIKE 'c-%'))`,
    rows: full('circle', 'chain'),
  },
  {
    name: 'numbered rows that must have a parent and must not be their own, by a trigger',
    dialects: ['postgresql'],
    sql: `
      CREATE TABLE numbered (id serial PRIMARY KEY, parent_id int NOT NULL REFERENCES numbered DEFERRABLE INITIALLY DEFERRED);
      CREATE FUNCTION refuse_itself() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.parent_id = NEW.id THEN RAISE EXCEPTION 'its own parent'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER not_itself BEFORE INSERT ON numbered FOR EACH ROW EXECUTE FUNCTION refuse_itself()`,
    rows: full('numbered'),
  },
  {
    // It looks at keys row by row, so that the first row of all has nobody.
    name: 'rows that must have a parent and must not be their own, where no first one can be',
    dialects: ['mysql', 'mariadb'],
    sql: 'CREATE TABLE circle (id INTEGER NOT NULL, parent_id INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY (parent_id) REFERENCES circle (id), CONSTRAINT not_itself CHECK (parent_id <> id))',
    rows: {},
    unfilled: { circle: /foreign key constraint fails/ },
  },
  {
    name: 'moments that must not lie far apart',
    dialects: ['postgresql'],
    sql: `
      CREATE TABLE meetings (id serial PRIMARY KEY, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, all_day boolean NOT NULL DEFAULT false, CHECK (ends_at > starts_at), CHECK (ends_at - starts_at <= interval '1 day'));
      CREATE TABLE shifts (id serial PRIMARY KEY, s timestamp NOT NULL, e timestamp NOT NULL, minutes int GENERATED ALWAYS AS (extract(epoch FROM (e - s))::int / 60) STORED CHECK (minutes BETWEEN 1 AND 1440), CHECK (e > s));
      CREATE TABLE leaves (id serial PRIMARY KEY, last_day date NOT NULL, first_day date NOT NULL, CHECK (first_day <= last_day), CHECK (last_day - first_day < 14))`,
    rows: full('meetings', 'shifts', 'leaves'),
  },
  {
    name: 'moments that must not lie far apart, by what is computed of them',
    dialects: ['mysql', 'mariadb'],
    sql: 'CREATE TABLE shifts (id INT AUTO_INCREMENT PRIMARY KEY, s DATETIME NOT NULL, e DATETIME NOT NULL, minutes INT GENERATED ALWAYS AS (timestampdiff(MINUTE, s, e)) VIRTUAL CHECK (minutes BETWEEN 1 AND 1440), CHECK (e > s))',
    rows: full('shifts'),
  },
];
