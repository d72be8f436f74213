import { beforeAll, describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { AttributeValue, CatalogObject, ObjectKind } from '../../../src/catalog/model.ts';
import { loadParser } from '../../../src/dialects/postgresql/load-parser.ts';
import type { Parser } from '../../../src/dialects/postgresql/load-parser.ts';
import { writeUndo } from '../../../src/dialects/postgresql/undo.ts';
import { makeCatalog, makeObject } from '../../catalog/make-catalog.ts';
import type { ObjectWords } from '../../catalog/make-catalog.ts';

let parser: Parser;
beforeAll(async () => {
  parser = await loadParser();
});

const written: string[] = [];

/** The code for the one change between two states, which must hold only SQL that PostgreSQL's parser takes. */
function undo(before: CatalogObject | undefined, after: CatalogObject | undefined): string | undefined {
  const [change] = diffCatalogs(makeCatalog(...(before === undefined ? [] : [before])), makeCatalog(...(after === undefined ? [] : [after])));
  const code = writeUndo(change!);
  if (code !== undefined) written.push(code);
  return code;
}

/** Single quotes around what has double ones alone. */
const execute = (sql: string): string => `op.execute(${/^[^'\\]*"[^'\\]*$/.test(sql) ? `'${sql}'` : JSON.stringify(sql)})`;

describe('what was left is dropped', () => {
  test.each<[ObjectKind, string, ObjectWords, string]>([
    ['table', 'users', {}, 'op.drop_table("users")'],
    ['table', 'users', { schema: 'app' }, 'op.drop_table("users", schema="app")'],
    ['column', 'email', { of: 'users' }, 'op.drop_column("users", "email")'],
    ['column', 'e"m', { of: 'My Users', schema: 'app' }, `op.drop_column("My Users", 'e"m', schema="app")`],
    ['index', 'ix', { of: 'users', schema: 'app' }, 'op.drop_index("ix", table_name="users", schema="app")'],
    ['constraint', 'pk', { of: 'users', attributes: { constraintType: 'primary key' } }, 'op.drop_constraint("pk", "users", type_="primary")'],
    ['constraint', 'fk', { of: 'users', schema: 'app', attributes: { constraintType: 'foreign key' } }, 'op.drop_constraint("fk", "users", type_="foreignkey", schema="app")'],
    ['constraint', 'uq', { of: 'users', attributes: { constraintType: 'unique constraint' } }, 'op.drop_constraint("uq", "users", type_="unique")'],
    ['constraint', 'ck', { of: 'users', attributes: { constraintType: 'check constraint' } }, 'op.drop_constraint("ck", "users", type_="check")'],
    ['constraint', 'ex', { of: 'users', attributes: { constraintType: 'exclusion constraint' } }, 'op.drop_constraint("ex", "users")'],
    ['enum type', 'kind', {}, execute('DROP TYPE kind')],
    ['enum type', 'Kind', { schema: 'app' }, execute('DROP TYPE app."Kind"')],
    ['composite type', 'pair', {}, execute('DROP TYPE pair')],
    ['range type', 'span', {}, execute('DROP TYPE span')],
    ['base type', 'shell', {}, execute('DROP TYPE shell')],
    ['domain', 'positive', {}, execute('DROP DOMAIN positive')],
    ['sequence', 's', {}, execute('DROP SEQUENCE s')],
    ['sequence', 's', { of: 'users', schema: 'app' }, execute('DROP SEQUENCE app.s')],
    ['view', 'v', {}, execute('DROP VIEW v')],
    ['materialized view', 'v', { schema: 'app' }, execute('DROP MATERIALIZED VIEW app.v')],
    ['schema', 'app', { schema: null }, execute('DROP SCHEMA app')],
    ['schema', 'order', { schema: null }, execute('DROP SCHEMA "order"')],
    ['extension', 'uuid-ossp', { schema: null }, execute('DROP EXTENSION "uuid-ossp"')],
    ['function', 'add(integer, "My Type")', {}, execute('DROP FUNCTION add(integer, "My Type")')],
    ['procedure', 'Clean()', { schema: 'app' }, execute('DROP PROCEDURE app."Clean"()')],
    ['aggregate', 'total(integer)', {}, execute('DROP AGGREGATE total(integer)')],
    ['trigger', 'stamp', { of: 'users', schema: 'app' }, execute('DROP TRIGGER stamp ON app.users')],
    ['rule', 'r', { of: 'users' }, execute('DROP RULE r ON users')],
    ['policy', 'own rows', { of: 'users' }, execute('DROP POLICY "own rows" ON users')],
    ['event trigger', 'watch', { schema: null }, execute('DROP EVENT TRIGGER watch')],
    ['statistics object', 'st', {}, execute('DROP STATISTICS st')],
    ['publication', 'feed', { schema: null }, execute('DROP PUBLICATION feed')],
    ['subscription', 'feed', { schema: null }, execute('DROP SUBSCRIPTION feed')],
    ['foreign data wrapper', 'w', { schema: null }, execute('DROP FOREIGN DATA WRAPPER w')],
    ['foreign server', 's', { schema: null }, execute('DROP SERVER s')],
    ['foreign table', 't', {}, execute('DROP FOREIGN TABLE t')],
    ['user mapping', 'public', { schema: null, of: 's' }, execute('DROP USER MAPPING FOR PUBLIC SERVER s')],
    ['user mapping', 'Me', { schema: null, of: 's' }, execute('DROP USER MAPPING FOR "Me" SERVER s')],
    ['collation', 'german', {}, execute('DROP COLLATION german')],
    ['conversion', 'latin', {}, execute('DROP CONVERSION latin')],
    ['cast', 'app.pair as text', { schema: null }, execute('DROP CAST (app.pair AS text)')],
    ['operator', '===(integer, integer)', { schema: 'app' }, execute('DROP OPERATOR app.=== (integer, integer)')],
    ['access method', 'heap2', { schema: null }, execute('DROP ACCESS METHOD heap2')],
    ['language', 'plx', { schema: null }, execute('DROP LANGUAGE plx')],
    ['text search configuration', 'c', {}, execute('DROP TEXT SEARCH CONFIGURATION c')],
    ['text search dictionary', 'c', {}, execute('DROP TEXT SEARCH DICTIONARY c')],
    ['text search parser', 'c', {}, execute('DROP TEXT SEARCH PARSER c')],
    ['text search template', 'c', {}, execute('DROP TEXT SEARCH TEMPLATE c')],
    [
      'default privileges',
      'for tables of owner in app',
      { schema: null, attributes: { role: 'owner', on: 'TABLES', in: 'app', privileges: ['SELECT to reader', 'no INSERT to writer'] } },
      [execute('ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA app REVOKE SELECT ON TABLES FROM reader'), execute('ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA app GRANT INSERT ON TABLES TO writer')].join('\n'),
    ],
  ])('%s %s %o', (kind, name, words, expected) => {
    expect(undo(undefined, makeObject(kind, name, words))).toBe(expected);
  });

  test.each<ObjectKind>(['operator class', 'operator family', 'large object', 'database', 'event'])('for a leftover %s there is no one line', (kind) => {
    expect(undo(undefined, makeObject(kind, 'x'))).toBeUndefined();
  });
});

describe('what was lost is brought back', () => {
  test.each<[ObjectKind, string, ObjectWords, string]>([
    ['index', 'ix', { of: 'users', attributes: { definition: 'CREATE INDEX ix ON public.users USING btree (a)' } }, execute('CREATE INDEX ix ON public.users USING btree (a)')],
    ['trigger', 'stamp', { of: 'users', attributes: { definition: 'CREATE TRIGGER stamp BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION f()' } }, execute('CREATE TRIGGER stamp BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION f()')],
    ['constraint', 'fk', { of: 'users', schema: 'app', attributes: { definition: 'FOREIGN KEY (a) REFERENCES b(id)' } }, execute('ALTER TABLE app.users ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b(id)')],
    ['view', 'v', { attributes: { definition: ' SELECT 1;' } }, execute('CREATE VIEW v AS SELECT 1;')],
    ['materialized view', 'v', { attributes: { definition: ' SELECT id,\n    name\n   FROM users;' } }, 'op.execute("""CREATE MATERIALIZED VIEW v AS SELECT id,\n    name\n   FROM users;""")'],
    ['enum type', 'kind', { attributes: { labels: ['a', "it's", 'back\\slash'] } }, execute(String.raw`CREATE TYPE kind AS ENUM ('a', 'it''s', E'back\\slash')`)],
    ['enum type', 'empty', { attributes: { labels: [] } }, execute('CREATE TYPE empty AS ENUM ()')],
    ['schema', 'app', { schema: null }, execute('CREATE SCHEMA app')],
    ['extension', 'citext', { schema: null }, execute('CREATE EXTENSION citext')],
    ['column', 'a', { of: 'users', attributes: { type: 'integer', nullable: true, default: null } }, execute('ALTER TABLE users ADD COLUMN a integer')],
    ['column', 'a', { of: 'users', schema: 'app', attributes: { type: 'text', nullable: false, default: "'x'::text" } }, execute("ALTER TABLE app.users ADD COLUMN a text DEFAULT 'x'::text NOT NULL")],
    ['column', 'a', { of: 'users', attributes: { type: 'text', nullable: true, collation: 'app.german' } }, execute('ALTER TABLE users ADD COLUMN a text COLLATE app.german')],
    ['column', 'a', { of: 'users', attributes: { type: 'integer', nullable: true, generated: '(b + 1) STORED' } }, execute('ALTER TABLE users ADD COLUMN a integer GENERATED ALWAYS AS ((b + 1)) STORED')],
    ['column', 'a', { of: 'users', attributes: { type: 'integer', nullable: false, identity: 'BY DEFAULT' } }, execute('ALTER TABLE users ADD COLUMN a integer GENERATED BY DEFAULT AS IDENTITY NOT NULL')],
    ['sequence', 's', { attributes: { type: 'bigint', start: '1', increment: '1', minimum: '1', maximum: '9223372036854775807', cache: '1', cycle: false } }, execute('CREATE SEQUENCE s')],
    ['sequence', 's', { schema: 'app', attributes: { type: 'integer', start: '10', increment: '5', minimum: '0', maximum: '100', cache: '2', cycle: true } }, execute('CREATE SEQUENCE app.s AS integer INCREMENT 5 MINVALUE 0 MAXVALUE 100 START 10 CACHE 2 CYCLE')],
    ['sequence', 's', { attributes: { type: 'integer', start: '1', increment: '1', minimum: '1', maximum: '2147483647', cache: '1', cycle: false } }, execute('CREATE SEQUENCE s AS integer')],
    ['function', 'f()', { attributes: { definition: 'CREATE OR REPLACE FUNCTION public.f()\n RETURNS integer\n LANGUAGE sql\nAS $function$SELECT 1$function$\n' } }, 'op.execute("""CREATE OR REPLACE FUNCTION public.f()\n RETURNS integer\n LANGUAGE sql\nAS $function$SELECT 1$function$\n""")'],
  ])('%s %s %o', (kind, name, words, expected) => {
    expect(undo(makeObject(kind, name, words), undefined)).toBe(expected);
  });

  test.each<ObjectKind>(['table', 'domain', 'policy', 'publication', 'index', 'view', 'enum type'])('for a lost %s of which not all is known there is no one line', (kind) => {
    expect(undo(makeObject(kind, 'x', { of: 't' }), undefined)).toBeUndefined();
  });
});

describe('what was renamed gets its name back', () => {
  test.each<[ObjectKind, ObjectWords, string]>([
    ['table', {}, 'op.rename_table("new", "old")'],
    ['table', { schema: 'app' }, 'op.rename_table("new", "old", schema="app")'],
    ['column', { of: 'users', schema: 'app' }, 'op.alter_column("users", "new", new_column_name="old", schema="app")'],
    ['constraint', { of: 'users' }, execute('ALTER TABLE users RENAME CONSTRAINT new TO old')],
    ['index', { of: 'users' }, execute('ALTER INDEX new RENAME TO old')],
    ['sequence', {}, execute('ALTER SEQUENCE new RENAME TO old')],
    ['view', {}, execute('ALTER VIEW new RENAME TO old')],
    ['materialized view', {}, execute('ALTER MATERIALIZED VIEW new RENAME TO old')],
    ['schema', { schema: null }, execute('ALTER SCHEMA new RENAME TO old')],
    ['enum type', { schema: 'app' }, execute('ALTER TYPE app.new RENAME TO old')],
    ['domain', {}, execute('ALTER DOMAIN new RENAME TO old')],
  ])('%s %o', (kind, words, expected) => {
    expect(undo(makeObject(kind, 'old', { ...words, identity: '1' }), makeObject(kind, 'new', { ...words, identity: '1' }))).toBe(expected);
  });

  test('but not what moved to another schema', () => {
    expect(undo(makeObject('table', 'a', { identity: '1' }), makeObject('table', 'a', { identity: '1', schema: 'app' }))).toBeUndefined();
  });
});

describe('what changed is restored', () => {
  const change = (kind: ObjectKind, words: ObjectWords, before: Record<string, AttributeValue>, after: Record<string, AttributeValue>): string | undefined =>
    undo(makeObject(kind, 'x', { ...words, attributes: { ...words.attributes, ...before } }), makeObject(kind, 'x', { ...words, attributes: { ...words.attributes, ...after } }));

  test.each<[ObjectKind, ObjectWords, Record<string, AttributeValue>, Record<string, AttributeValue>, string]>([
    ['column', { of: 't' }, { nullable: true }, { nullable: false }, 'op.alter_column("t", "x", nullable=True)'],
    ['column', { of: 't', schema: 'app' }, { nullable: false }, { nullable: true }, 'op.alter_column("t", "x", nullable=False, schema="app")'],
    ['column', { of: 't' }, { default: null }, { default: '1' }, 'op.alter_column("t", "x", server_default=None)'],
    ['column', { of: 't' }, { default: "'a'::text" }, { default: null }, `op.alter_column("t", "x", server_default=sa.text("'a'::text"))`],
    ['column', { of: 't' }, { default: "'12:30 :x'::text" }, { default: null }, String.raw`op.alter_column("t", "x", server_default=sa.text("'12:30 \\:x'::text"))`],
    ['column', { of: 't' }, { type: 'integer' }, { type: 'text' }, execute('ALTER TABLE t ALTER COLUMN x TYPE integer USING x::integer')],
    ['column', { of: 't' }, { identity: null }, { identity: 'ALWAYS' }, execute('ALTER TABLE t ALTER COLUMN x DROP IDENTITY')],
    ['column', { of: 't' }, { identity: 'ALWAYS' }, { identity: null }, execute('ALTER TABLE t ALTER COLUMN x ADD GENERATED ALWAYS AS IDENTITY')],
    ['column', { of: 't' }, { identity: 'ALWAYS' }, { identity: 'BY DEFAULT' }, execute('ALTER TABLE t ALTER COLUMN x SET GENERATED ALWAYS')],
    ['column', { of: 't' }, { comment: "it's" }, { comment: null }, execute("COMMENT ON COLUMN t.x IS 'it''s'")],
    ['column', { of: 't' }, { privileges: null }, { privileges: ['SELECT to reader'] }, execute('REVOKE SELECT (x) ON t FROM reader')],
    ['table', {}, { comment: null }, { comment: 'x' }, execute('COMMENT ON TABLE x IS NULL')],
    ['table', {}, { rowSecurity: true }, { rowSecurity: false }, execute('ALTER TABLE x ENABLE ROW LEVEL SECURITY')],
    ['table', {}, { forceRowSecurity: false }, { forceRowSecurity: true }, execute('ALTER TABLE x NO FORCE ROW LEVEL SECURITY')],
    ['table', {}, { persistence: 'permanent' }, { persistence: 'unlogged' }, execute('ALTER TABLE x SET LOGGED')],
    ['table', {}, { owner: 'Me' }, { owner: 'you' }, execute('ALTER TABLE x OWNER TO "Me"')],
    ['table', {}, { options: ['fillfactor=70'] }, { options: ['autovacuum_enabled=false'] }, [execute('ALTER TABLE x RESET (autovacuum_enabled)'), execute('ALTER TABLE x SET (fillfactor=70)')].join('\n')],
    ['table', {}, { options: ['fillfactor=70'] }, { options: null }, execute('ALTER TABLE x SET (fillfactor=70)')],
    ['table', { attributes: { partitionBound: null } }, { inherits: ['a'] }, { inherits: ['b'] }, [execute('ALTER TABLE x NO INHERIT b'), execute('ALTER TABLE x INHERIT a')].join('\n')],
    ['table', {}, { privileges: ['SELECT to reader with grant option'] }, { privileges: [] }, execute('GRANT SELECT ON x TO reader WITH GRANT OPTION')],
    ['schema', { schema: null }, { privileges: [] }, { privileges: ['USAGE to PUBLIC'] }, execute('REVOKE USAGE ON SCHEMA x FROM PUBLIC')],
    ['constraint', { of: 't', attributes: { constraintType: 'check constraint' } }, { definition: 'CHECK ((a > 0))' }, { definition: 'CHECK ((a > 1))' }, ['op.drop_constraint("x", "t", type_="check")', execute('ALTER TABLE t ADD CONSTRAINT x CHECK ((a > 0))')].join('\n')],
    ['index', { of: 't' }, { definition: 'CREATE INDEX x ON t (a)' }, { definition: 'CREATE INDEX x ON t (b)' }, ['op.drop_index("x", table_name="t")', execute('CREATE INDEX x ON t (a)')].join('\n')],
    ['view', {}, { definition: ' SELECT 1;' }, { definition: ' SELECT 2;' }, execute('CREATE OR REPLACE VIEW x AS SELECT 1;')],
    ['sequence', {}, { ownedBy: 'public.t.id' }, { ownedBy: null }, execute('ALTER SEQUENCE x OWNED BY public.t.id')],
    ['sequence', {}, { ownedBy: null }, { ownedBy: 'public.t.id' }, execute('ALTER SEQUENCE x OWNED BY NONE')],
    ['trigger', { of: 't' }, { state: 'disabled' }, { state: 'enabled' }, execute('ALTER TABLE t DISABLE TRIGGER x')],
    ['enum type', {}, { owner: 'me' }, { owner: 'you' }, execute('ALTER TYPE x OWNER TO me')],
  ])('%s %o: %o instead of %o', (kind, words, before, after, expected) => {
    expect(change(kind, words, before, after)).toBe(expected);
  });

  test('several attributes, each once', () => {
    expect(change('column', { of: 't' }, { nullable: false, default: '1', comment: null }, { nullable: true, default: null, comment: 'x' })).toBe(
      [execute('COMMENT ON COLUMN t.x IS NULL'), 'op.alter_column("t", "x", server_default=sa.text("1"))', 'op.alter_column("t", "x", nullable=False)'].join('\n'),
    );
  });

  test('what no line restores is left out', () => {
    expect(change('enum type', {}, { labels: ['a'] }, { labels: ['a', 'b'] })).toBeUndefined();
    expect(change('column', { of: 't' }, { generated: 'a STORED' }, { generated: null })).toBeUndefined();
  });
});

test('every statement in the code is PostgreSQL', () => {
  const literal = /^op\.execute\((?:"{3}(.*?)"{3}|'([^'\\]*)'|("(?:[^"\\]|\\.)*"))\)$/gms;
  const statements = written.flatMap((code) => [...code.matchAll(literal)]).map(([, long, single, short]) => (long ?? single ?? (JSON.parse(short ?? '""') as string)).replaceAll('\\:', ':'));
  expect(statements.length).toBe(written.join('\n').split('op.execute(').length - 1);
  expect(statements.length).toBeGreaterThan(80);
  const refused = statements.filter((sql) => {
    try {
      parser.parse(sql);
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toEqual([]);
});
