import { beforeAll, describe, expect, test } from 'vitest';
import { readLockForms } from '../../../../src/dialects/postgresql/lock-forms/read-lock-forms.ts';
import { parseStatement } from '../../../../src/dialects/postgresql/parse-statement.ts';
import { prepareParser } from '../../../../src/dialects/postgresql/read-syntax.ts';

beforeAll(prepareParser);

const questions = {
  findTableOfIndex: ({ name }: { readonly name: string }) => (name.startsWith('ix_') ? { schema: 'public', name: 'users' } : undefined),
  isPartitioned: ({ name }: { readonly name: string }) => name === 'event',
};

/** `kind: what`, and the code below it. */
const read = (sql: string): string[] => readLockForms(sql, questions).map(({ kind, what, code }) => `${kind}: ${what}\n${code ?? '-'}`);

const concurrently = (line: string): string => `with op.get_context().autocommit_block():\n    ${line}`;
const validated = (table: string, name: string): string => `# in the next revision:\n${concurrently(`op.execute("ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}")`)}`;

describe('indexes', () => {
  test.each([
    ['CREATE INDEX ix ON users (email)', 'Index `ix` of `users` is built without CONCURRENTLY', concurrently('op.create_index("ix", "users", ["email"], postgresql_concurrently=True)')],
    [
      'CREATE UNIQUE INDEX ix ON app.users USING gin (a, b)',
      'Unique index `ix` of `app.users` is built without CONCURRENTLY',
      concurrently('op.create_index("ix", "users", ["a", "b"], unique=True, schema="app", postgresql_using="gin", postgresql_concurrently=True)'),
    ],
    [
      '-- an index\nCREATE INDEX ix ON users (lower(email)) WHERE active;',
      'Index `ix` of `users` is built without CONCURRENTLY',
      concurrently('op.execute("CREATE INDEX CONCURRENTLY ix ON users (lower(email)) WHERE active")'),
    ],
    ['CREATE INDEX ON users (a DESC)', 'An index of `users` is built without CONCURRENTLY', concurrently('op.execute("CREATE INDEX CONCURRENTLY ON users (a DESC)")')],
    ['DROP INDEX ix_a', 'Index `ix_a` of `users` is dropped without CONCURRENTLY', concurrently('op.drop_index("ix_a", table_name="users", postgresql_concurrently=True)')],
    ['DROP INDEX app.other', 'Index `app.other` is dropped without CONCURRENTLY', concurrently('op.drop_index("other", schema="app", postgresql_concurrently=True)')],
    ['REINDEX (VERBOSE) TABLE users', 'The indexes of `users` are built anew without CONCURRENTLY', concurrently('op.execute("REINDEX (VERBOSE) TABLE CONCURRENTLY users")')],
    ['REINDEX INDEX ix_a', 'Index `ix_a` is built anew without CONCURRENTLY', concurrently('op.execute("REINDEX INDEX CONCURRENTLY ix_a")')],
    ['REFRESH MATERIALIZED VIEW app.sums', 'Materialized view `app.sums` is refreshed without CONCURRENTLY', 'op.execute("REFRESH MATERIALIZED VIEW CONCURRENTLY app.sums")'],
    ['ALTER TABLE event DETACH PARTITION app.old', 'Partition `app.old` is detached from `event` without CONCURRENTLY', concurrently('op.execute("ALTER TABLE event DETACH PARTITION app.old CONCURRENTLY")')],
    [
      'CREATE INDEX ix ON event (at)',
      'Index `ix` of `event` is built without CONCURRENTLY',
      `op.execute("CREATE INDEX ix ON ONLY event (at)")\n# in the next revision, for each partition:\n${concurrently('op.execute("CREATE INDEX CONCURRENTLY ix_p1 ON <partition> (at)")\n    op.execute("ALTER INDEX ix ATTACH PARTITION ix_p1")')}`,
    ],
  ])('%s', (sql, what, code) => {
    expect(read(sql)).toEqual([`index: ${what}\n${code}`]);
  });
});

describe('constraints', () => {
  test.each([
    [
      "ALTER TABLE users ADD CONSTRAINT ck CHECK (name <> 'a' AND f(x))",
      'Check constraint `ck` of `users` is added valid',
      `op.create_check_constraint(op.f("ck"), "users", "name <> 'a' AND f(x)", postgresql_not_valid=True)\n${validated('users', 'ck')}`,
    ],
    [
      'ALTER TABLE "Users" ADD CHECK (x > 0)',
      'A check constraint of `Users` is added valid',
      `op.create_check_constraint(op.f("ck_Users"), "Users", "x > 0", postgresql_not_valid=True)\n# in the next revision:\n${concurrently(`op.execute('ALTER TABLE "Users" VALIDATE CONSTRAINT "ck_Users"')`)}`,
    ],
    [
      'ALTER TABLE app.orders ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES users (c, d) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED',
      'Foreign key `fk` of `app.orders` is added valid',
      `op.create_foreign_key("fk", "orders", "users", ["a", "b"], ["c", "d"], ondelete="CASCADE", onupdate="SET NULL", deferrable=True, initially="DEFERRED", source_schema="app", postgresql_not_valid=True)\n${validated('app.orders', 'fk')}`,
    ],
    [
      'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users',
      'Foreign key `fk` of `orders` is added valid',
      `op.execute("ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users NOT VALID")\n${validated('orders', 'fk')}`,
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT uq UNIQUE (a)',
      'Unique constraint `uq` of `users` builds its index in place',
      `${concurrently('op.create_index("uq", "users", ["a"], unique=True, postgresql_concurrently=True)')}\nop.execute("ALTER TABLE users ADD CONSTRAINT uq UNIQUE USING INDEX uq")`,
    ],
    [
      'ALTER TABLE users ADD PRIMARY KEY (id)',
      'A primary key of `users` builds its index in place',
      `${concurrently('op.create_index("users_pkey", "users", ["id"], unique=True, postgresql_concurrently=True)')}\nop.execute("ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey")`,
    ],
    ['ALTER TABLE users ADD CONSTRAINT ex EXCLUDE (a WITH =)', 'Exclusion constraint `ex` of `users` builds its index in place', '-'],
    [
      'ALTER TABLE users ALTER COLUMN email SET NOT NULL',
      'Column `users.email` is set NOT NULL',
      `op.create_check_constraint(op.f("ck_users_email_not_null"), "users", "email IS NOT NULL", postgresql_not_valid=True)\n${validated('users', 'ck_users_email_not_null')}\nop.alter_column("users", "email", nullable=False)\nop.execute("ALTER TABLE users DROP CONSTRAINT ck_users_email_not_null")`,
    ],
    [
      'ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0)',
      'Domain `amount` gets a constraint that every value of it must keep',
      `op.execute("ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID")\n# in the next revision:\n${concurrently('op.execute("ALTER DOMAIN amount VALIDATE CONSTRAINT positive")')}`,
    ],
  ])('%s', (sql, what, code) => {
    expect(read(sql)).toEqual([`constraint: ${what}\n${code}`]);
  });

  test('validated', () => {
    expect(read('ALTER TABLE users VALIDATE CONSTRAINT ck')).toEqual([`validate: Constraint \`ck\` of \`users\` is validated\n${concurrently('op.execute("ALTER TABLE users VALIDATE CONSTRAINT ck")')}`]);
  });
});

describe('tables written anew', () => {
  test.each([
    [
      'ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid() NOT NULL',
      'column `users.token` is added with a default that is computed for each row (`gen_random_uuid()`)',
      ['op.execute("ALTER TABLE users ADD COLUMN token uuid")', 'op.execute("ALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid()")', '# in a later revision or a job, in portions:', 'op.execute("UPDATE users SET token = gen_random_uuid() WHERE token IS NULL AND ...")'],
    ],
    [
      "ALTER TABLE users ADD COLUMN é text, ADD COLUMN a timestamptz DEFAULT clock_timestamp()",
      'column `users.a` is added with a default that is computed for each row (`...`)',
      ['op.execute("ALTER TABLE users ADD COLUMN a timestamptz")', 'op.execute("ALTER TABLE users ALTER COLUMN a SET DEFAULT ...")', '# in a later revision or a job, in portions:', 'op.execute("UPDATE users SET a = ... WHERE a IS NULL AND ...")'],
    ],
    [
      'ALTER TABLE users ADD COLUMN n bigserial',
      'column `users.n` is added as a serial, whose numbers are written into every row',
      ['op.execute("ALTER TABLE users ADD COLUMN n bigint")', 'op.execute("CREATE SEQUENCE users_n_seq OWNED BY users.n")', `op.execute("ALTER TABLE users ALTER COLUMN n SET DEFAULT nextval('users_n_seq')")`, '# in a later revision or a job, in portions:', `op.execute("UPDATE users SET n = nextval('users_n_seq') WHERE n IS NULL AND ...")`],
    ],
    [
      'ALTER TABLE users ALTER COLUMN price TYPE numeric(12, 2) USING price::numeric',
      'the type of column `users.price` becomes `numeric(12, 2)`',
      ['op.execute("ALTER TABLE users ADD COLUMN price_new numeric(12, 2)")', '# the application or a trigger writes both from now on', '# in a later revision or a job, in portions:', 'op.execute("UPDATE users SET price_new = price WHERE price_new IS NULL AND ...")'],
    ],
    ['ALTER TABLE users SET LOGGED', 'it is set LOGGED', ['-']],
    ['CLUSTER users USING ix', 'CLUSTER of `users` copies what it holds', ['-']],
    ['VACUUM (FULL, ANALYZE) users', 'VACUUM FULL of `users` copies what it holds', ['-']],
  ])('%s', (sql, what, code) => {
    expect(read(sql).filter((form) => form.includes(what))).toEqual([`rewrite: ${what}\n${code.join('\n')}`]);
  });
});

test.each([
  'CREATE INDEX CONCURRENTLY ix ON users (email)',
  'CREATE INDEX ix ON ONLY event (at)',
  'DROP INDEX CONCURRENTLY ix_a',
  'DROP TABLE users',
  'REINDEX INDEX CONCURRENTLY ix_a',
  'REFRESH MATERIALIZED VIEW CONCURRENTLY sums',
  'ALTER TABLE event DETACH PARTITION old CONCURRENTLY',
  'ALTER TABLE users ADD CONSTRAINT ck CHECK (x > 0) NOT VALID',
  'ALTER TABLE users ADD CONSTRAINT uq UNIQUE USING INDEX uq',
  'ALTER TABLE users ADD CONSTRAINT nn NOT NULL email NOT VALID',
  'ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID',
  'ALTER TABLE users ALTER COLUMN a SET DEFAULT 1',
  'VACUUM users',
  'SELECT * FROM users LIMIT 1',
  'SELECT 1',
  'INSERT INTO users VALUES (1)',
  'no SQL at all',
  '',
])('nothing in: %s', (sql) => {
  expect(read(sql)).toEqual([]);
});

test('a key that comes with a column is made for the tables of its statement, with what else it says', () => {
  const sql = 'ALTER TABLE app.items ADD COLUMN editor_id int DEFAULT 1 REFERENCES app.users ON DELETE CASCADE';
  const form = readLockForms(sql, questions).find(({ kind }) => kind === 'constraint');
  expect(form?.what).toBe('Column `app.items.editor_id` is added together with a foreign key, which is held against every row');
  expect(form?.code).toBe(
    `op.create_foreign_key("fk_items_editor_id", "items", "users", ["editor_id"], [...], ondelete="CASCADE", source_schema="app", referent_schema="app", postgresql_not_valid=True)\n${validated('app.items', 'fk_items_editor_id')}`,
  );
});

test('a query reads the tables that it names, wherever they stand', () => {
  const sql = 'INSERT INTO copy SELECT a FROM users JOIN app.orders ON true UNION SELECT b FROM (SELECT * FROM teams) AS t WHERE b > 0';
  expect(readLockForms(sql, questions).map(({ kind, target }) => [kind, target?.schema, target?.name])).toEqual([
    ['query', undefined, 'users'],
    ['query', 'app', 'orders'],
    ['query', undefined, 'teams'],
  ]);
});

test('all SQL in the code is PostgreSQL', () => {
  const statements = [
    'CREATE INDEX ix ON users (lower(a)) WHERE b',
    'REINDEX SCHEMA app',
    'ALTER TABLE users ADD COLUMN a integer GENERATED ALWAYS AS IDENTITY, ADD COLUMN b text GENERATED ALWAYS AS (a || 1) STORED, ALTER COLUMN c TYPE interval(3)',
    'ALTER TABLE users ADD COLUMN d app."Kind"[] DEFAULT f() NOT NULL UNIQUE CHECK (true) REFERENCES teams (id)',
    'ALTER DOMAIN amount SET NOT NULL',
  ];
  const codes = statements.flatMap((sql) => readLockForms(sql, questions).map(({ code }) => code ?? ''));
  const written = codes.flatMap((code) => [...code.matchAll(/op\.execute\((?:"([^"]*)"|'([^']*)')\)/g)].map(([, one, other]) => one ?? other ?? ''));
  expect(written.length).toBeGreaterThanOrEqual(12);
  // What a person is to fill in stands as `...`.
  expect(written.filter((sql) => !parseStatement(sql.replaceAll('...', 'NULL')).parsed)).toEqual([]);
});
