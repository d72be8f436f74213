import { beforeAll, describe, expect, test } from 'vitest';
import { lockChecks } from '../../../src/checks/locks/index.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import type { RowsObservation } from '../../../src/observe/observation.ts';
import { findAll, makeContext, makeTable } from './make-locking.ts';
import type { Asked, Situation } from './make-locking.ts';

beforeAll(() => postgresql.loadParser());

const base: Situation = { base: ['users', 'teams', 'event()', 'event_1<event', 'sums*'] };
const strong = 'AccessExclusiveLock';
const addColumn: Asked = { sql: 'ALTER TABLE users ADD COLUMN a text', locks: { users: strong } };
const update: Asked = { sql: "UPDATE users SET a = 'x'" };

test('an index of a table that the same revision drops is no matter', () => {
  const drop: Asked = { sql: 'DROP INDEX ix_users', locks: { users: strong } };
  const revision = { statements: [drop, { sql: 'ALTER TABLE users RENAME TO people', locks: { users: strong } }, { sql: 'DROP TABLE people', locks: { users: strong } }] };
  expect(findAll(base, revision)).toEqual([]);
});

describe('one statement is told once, by the check that knows most of it', () => {
  test.each<[string, Asked, string[]]>([
    ['a quick change', addColumn, []],
    [
      'a table written anew, with a constraint beside it',
      { sql: 'ALTER TABLE users ALTER a TYPE bigint, ADD CONSTRAINT ck CHECK (a > 0)', locks: { users: strong }, rewrites: ['users'], scans: ['users'] },
      ['table-rewrite b1:1: Table `users` is written anew under `AccessExclusiveLock` on `users`, which blocks reads and writes: the type of column `users.a` becomes `bigint`.'],
    ],
    ['a type change that does nothing', { sql: 'ALTER TABLE users ALTER a TYPE text', locks: { users: strong } }, []],
    [
      'a constraint',
      { sql: 'ALTER TABLE users ALTER a SET NOT NULL', locks: { users: strong }, scans: ['users'] },
      ['constraint-validated-in-place b1:1: Column `users.a` is set NOT NULL: all rows of `users` are read under `AccessExclusiveLock` on `users`, which blocks reads and writes.'],
    ],
    ['a constraint for which the server reads nothing', { sql: 'ALTER TABLE users ALTER a SET NOT NULL', locks: { users: strong } }, []],
    [
      'what a block does, with readers kept out',
      { sql: 'DO $$ BEGIN PERFORM 1; END $$', locks: { users: strong }, scans: ['users'] },
      ['blocks-reads b1:1: All rows of `users` are read under `AccessExclusiveLock` on `users`, which blocks reads and writes.'],
    ],
    [
      'what a block does, with writers kept out',
      { sql: 'DO $$ BEGIN PERFORM 1; END $$', locks: { users: 'ShareLock' }, scans: ['users'] },
      ['blocks-writes b1:1: All rows of `users` are read under `ShareLock` on `users`, which blocks writes.'],
    ],
    ['a scan that keeps nobody out', { sql: 'ALTER TABLE users VALIDATE CONSTRAINT ck', locks: { users: 'ShareUpdateExclusiveLock' }, scans: ['users'] }, []],
    [
      'an index that commits itself, so that its lock was not seen',
      { sql: 'CREATE INDEX ix ON users (a)', isAutocommit: true },
      ['index-not-concurrent b1:1: Index `ix` of `users` is built without CONCURRENTLY.'],
    ],
    [
      'a table written anew by what commits itself, so that its lock was not seen',
      { sql: 'VACUUM FULL users', rewrites: ['users'], isAutocommit: true },
      ['table-rewrite b1:1: Table `users` is written anew: VACUUM FULL of `users` copies what it holds.'],
    ],
    ['an index of another table that commits itself', { sql: 'CREATE INDEX ix ON fresh (a)', isAutocommit: true }, []],
    ['a materialized view, to which nobody writes', { sql: 'REFRESH MATERIALIZED VIEW CONCURRENTLY sums', locks: { sums: 'ExclusiveLock' }, scans: ['sums'] }, []],
    ['a statement that failed', { sql: 'CREATE INDEX ix ON users (a)', locks: { users: 'ShareLock' }, scans: ['users'], isFailed: true }, []],
    ['a table that is dropped', { sql: 'DROP TABLE users', locks: { users: strong } }, []],
    ['a table made by the pull request', { sql: 'CREATE INDEX ix ON fresh (a)', locks: { fresh: 'ShareLock' }, scans: ['fresh'] }, []],
  ])('%s', (_, asked, expected) => {
    expect(findAll(base, { statements: [asked] })).toEqual(expected);
  });
});

const changed = 'ALTER TABLE users ADD COLUMN a text';

describe('a text of several statements', () => {
  test.each<[string, Asked, string[]]>([
    [
      'is told by a check for each kind of work',
      { sql: 'ALTER TABLE users ADD c varchar(5); CREATE INDEX ix ON users (a); ALTER TABLE teams ADD d text, ALTER b TYPE bigint', locks: { users: 'ShareLock', teams: strong }, rewrites: ['teams'], scans: ['users', 'teams'] },
      [
        'table-rewrite b1:1: Table `teams` is written anew under `AccessExclusiveLock` on `teams`, which blocks reads and writes: the type of column `teams.b` becomes `bigint`.',
        'index-not-concurrent b1:1: Index `ix` of `users` is built without CONCURRENTLY under `ShareLock` on `users`, which blocks writes.',
      ],
    ],
    [
      'of which one is sure to read the rows',
      { sql: 'CREATE INDEX ix ON users (a); ALTER TABLE users ADD CONSTRAINT ck CHECK (a > 0)', locks: { users: strong }, scans: ['users'] },
      [
        'index-not-concurrent b1:1: Index `ix` of `users` is built without CONCURRENTLY under `AccessExclusiveLock` on `users`, which blocks reads and writes.',
        'constraint-validated-in-place b1:1: Check constraint `ck` of `users` is added valid: all rows of `users` are read under `AccessExclusiveLock` on `users`, which blocks reads and writes.',
      ],
    ],
    [
      'of which one may have read none',
      { sql: 'CREATE INDEX ix ON users (a); ALTER TABLE users ALTER a SET NOT NULL', locks: { users: strong }, scans: ['users'] },
      ['index-not-concurrent b1:1: Index `ix` of `users` is built without CONCURRENTLY under `AccessExclusiveLock` on `users`, which blocks reads and writes.'],
    ],
    [
      'works on rows under the lock that it took before',
      { sql: `${changed}; UPDATE users SET a = 'x'`, locks: { users: strong }, scans: ['users'] },
      ['held-while-working b1:1: Rows of `users` are worked on while the transaction holds `AccessExclusiveLock` on `users` (from line 1), which blocks reads and writes.'],
    ],
    ['works on rows before it locks', { sql: `UPDATE users SET a = 'x'; ${changed}`, locks: { users: strong } }, []],
    [
      'validates under the lock that it took before',
      { sql: 'ALTER TABLE users ADD CONSTRAINT ck CHECK (a > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT ck', locks: { users: strong }, scans: ['users'] },
      ['constraint-validated-in-place b1:1: Constraint `ck` of `users` is validated in the transaction that keeps others out: all rows of `users` are read under `AccessExclusiveLock` on `users`, which blocks reads and writes.'],
    ],
  ])('%s', (_, asked, expected) => {
    expect(findAll(base, { statements: [asked] })).toEqual(expected);
  });
});

describe('what runs while a lock is held', () => {
  const told = (line: number, more = ''): string => `held-while-working b1:${String(line)}: Rows of \`users\` are worked on while the transaction holds \`AccessExclusiveLock\` on \`users\` (from line 1), which blocks reads and writes${more}.`;

  test.each<[string, Asked[], string[]]>([
    ['a backfill', [addColumn, update], [told(2)]],
    ['several, told once', [addColumn, update, { sql: 'DELETE FROM users' }, { sql: 'SELECT * FROM users' }], [told(2, '; 2 more statements after it work under the same lock')]],
    ['a backfill before the lock', [update, addColumn], []],
    ['a backfill in another transaction', [addColumn, { ...update, transaction: 2 }], []],
    ['a backfill that commits itself', [addColumn, { ...update, isAutocommit: true }], []],
    ['a backfill of which nothing was read', [addColumn, { ...update, isUnread: true }], [told(2)]],
    ['one after a statement that commits itself and was not read', [addColumn, { sql: 'SELECT 1', isAutocommit: true, isUnread: true }, { ...update, transaction: 2 }], []],
    ['more quick changes of the same table', [addColumn, { sql: 'ALTER TABLE users ADD COLUMN b text' }, { sql: "INSERT INTO users VALUES ('a')" }], []],
    ['rows of a table of its own', [addColumn, { sql: 'UPDATE fresh SET a = 1' }], []],
    [
      'another table',
      [addColumn, { sql: 'ALTER TABLE teams ADD COLUMN a text', locks: { teams: strong } }],
      ['held-while-working b1:2: `AccessExclusiveLock` on `teams` is waited for while the transaction holds `AccessExclusiveLock` on `users` (from line 1), which blocks reads and writes.'],
    ],
    [
      'foreign keys of new tables',
      [
        { sql: 'CREATE TABLE a (u int REFERENCES users)', locks: { users: 'ShareRowExclusiveLock' } },
        { sql: 'CREATE TABLE b (t int REFERENCES teams)', locks: { teams: 'ShareRowExclusiveLock' } },
      ],
      [],
    ],
    ['a partition of the table', [{ sql: 'ALTER TABLE event ADD COLUMN a text', locks: { event: strong } }, { sql: 'ALTER TABLE event ADD COLUMN b text', locks: { event_1: strong } }], []],
    ['a table dropped after it', [addColumn, { sql: 'DROP TABLE teams', locks: { teams: strong } }], []],
    [
      'an index, told by its own check with what is held besides',
      [{ sql: 'ALTER TABLE teams ADD COLUMN a text', locks: { teams: strong } }, { sql: 'CREATE INDEX ix ON users (a)', locks: { users: 'ShareLock' }, scans: ['users'] }],
      ['index-not-concurrent b1:2: Index `ix` of `users` is built without CONCURRENTLY under `ShareLock` on `users`, which blocks writes. Meanwhile its transaction holds `AccessExclusiveLock` on `teams` (from line 1).'],
    ],
    [
      'VALIDATE after NOT VALID',
      [
        { sql: 'ALTER TABLE users ADD CONSTRAINT ck CHECK (a > 0) NOT VALID', locks: { users: strong } },
        { sql: 'ALTER TABLE users VALIDATE CONSTRAINT ck', scans: ['users'] },
      ],
      ['constraint-validated-in-place b1:2: Constraint `ck` of `users` is validated in the transaction that keeps others out: all rows of `users` are read under `AccessExclusiveLock` on `users`, which blocks reads and writes.'],
    ],
    ['a table made from a query', [addColumn, { sql: 'CREATE TABLE copy AS SELECT * FROM users', scans: ['users'] }], [told(2)]],
  ])('%s', (_, statements, expected) => {
    expect(findAll(base, { statements })).toEqual(expected);
  });

  test('small tables count neither as locked nor as worked on', () => {
    const statements = [addColumn, { sql: 'UPDATE teams SET a = 1' }, update];
    expect(findAll({ ...base, smallTables: ['users'] }, { statements })).toEqual([]);
    expect(findAll({ ...base, smallTables: ['te*'] }, { statements })).toEqual([told(3)]);
  });
});

describe('what a revision locks while the next one runs', () => {
  const open = { statements: [addColumn], leavesTransactionOpen: true };
  const backfill = 'Rows of `users` are worked on while the transaction holds `AccessExclusiveLock` on `users` (from revision `b1`, line 1), which blocks reads and writes.';
  const validate: Asked = { sql: 'ALTER TABLE users VALIDATE CONSTRAINT ck', locks: { users: 'ShareUpdateExclusiveLock' }, scans: ['users'] };

  test.each<[string, Asked[], string[]]>([
    ['a backfill', [update], [`held-while-working b2:1: ${backfill}`]],
    ['a backfill of which nothing was read', [{ ...update, isUnread: true }], [`held-while-working b2:1: ${backfill}`]],
    ['a backfill that commits itself', [{ ...update, isAutocommit: true }], []],
    ['a backfill after a commit', [{ sql: 'COMMIT', isAutocommit: true }, update], []],
    ['a backfill in the second transaction', [{ sql: 'ALTER TABLE users ADD b text' }, { ...update, transaction: 2 }], []],
    ['more of the same table', [{ sql: 'ALTER TABLE users ADD COLUMN b text', locks: { users: strong } }], []],
    [
      'another table',
      [{ sql: 'ALTER TABLE teams ADD COLUMN a text', locks: { teams: strong } }],
      ['held-while-working b2:1: `AccessExclusiveLock` on `teams` is waited for while the transaction holds `AccessExclusiveLock` on `users` (from revision `b1`, line 1), which blocks reads and writes.'],
    ],
    [
      'VALIDATE',
      [validate],
      ['constraint-validated-in-place b2:1: Constraint `ck` of `users` is validated in the transaction that keeps others out since revision `b1`: all rows of `users` are read under `AccessExclusiveLock` on `users`, which blocks reads and writes.'],
    ],
  ])('%s', (_, statements, expected) => {
    expect(findAll(base, open, { statements })).toEqual(expected);
    expect(findAll(base, { ...open, leavesTransactionOpen: false }, { statements })).toEqual([]);
  });

  test('what is locked already is not locked again, unless more strongly', () => {
    const index: Asked = { sql: 'CREATE INDEX ix ON users (a)', locks: { users: 'ShareLock' }, scans: ['users'] };
    const key: Asked = { sql: 'ALTER TABLE teams ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES users (id)', locks: { teams: 'ShareRowExclusiveLock' }, scans: ['teams'], lockTimeoutMs: 0 };
    const again = { statements: [{ sql: 'ALTER TABLE users ADD COLUMN b text', locks: { users: strong }, lockTimeoutMs: 0 }], leavesTransactionOpen: true };
    const held = (lock: string): string => `constraint-validated-in-place b3:1: Foreign key \`fk\` of \`teams\` is added valid: all rows of \`teams\` are read under \`ShareRowExclusiveLock\` on \`teams\`, which blocks writes. Meanwhile its transaction holds ${lock}.`;
    const waits = (line: string): string => `no-lock-timeout ${line} The upgrade waits without limit for`;
    const first = '`AccessExclusiveLock` on `users` (from revision `b1`, line 1)';
    expect(findAll(base, open, again, { statements: [key] })).toEqual([held(first), `${waits('b3:1:')} \`ShareRowExclusiveLock\` on \`teams\`, which blocks writes.`]);
    const found = findAll(base, { ...open, statements: [index] }, again, { statements: [key] });
    expect(found.slice(1)).toEqual([
      held('`AccessExclusiveLock` on `users` (from revision `b2`, line 1)'),
      `${waits('b2:1:')} \`AccessExclusiveLock\` on \`users\`, which blocks reads and writes; 1 more statement waits so as well.`,
    ]);
  });

  test('it is held over a revision that does nothing, and not by one that ends without a transaction', () => {
    expect(findAll(base, open, { statements: [], leavesTransactionOpen: true }, { statements: [update] })).toEqual([`held-while-working b3:1: ${backfill}`]);
    const ended = { statements: [addColumn, { sql: 'COMMIT', isAutocommit: true }], leavesTransactionOpen: true };
    expect(findAll(base, ended, { statements: [update] })).toEqual([]);
  });

  test('a table has its new name, and one that is gone keeps nobody waiting', () => {
    const [users, people] = [makeTable('users'), makeTable('people')];
    const renamed = { ...open, changes: [{ type: 'renamed' as const, key: 'x', before: users, after: people, attributes: [] }] };
    expect(findAll(base, renamed, { statements: [{ sql: 'DELETE FROM people' }] })).toEqual([`held-while-working b2:1: ${backfill.replaceAll('`users`', '`people`')}`]);
    const gone = { ...open, changes: [{ type: 'removed' as const, key: 'x', object: users, parts: [] }] };
    expect(findAll(base, gone, { statements: [{ sql: 'UPDATE teams SET a = 1' }] })).toEqual([]);
    const column = { ...open, changes: [{ type: 'removed' as const, key: 'x', object: { ...users, kind: 'column' as const, parentName: 'teams' }, parts: [] }] };
    expect(findAll(base, column, { statements: [update] })).toHaveLength(1);
  });

  test('statements of later revisions run while it is held as well', () => {
    const index: Asked = { sql: 'CREATE INDEX ix ON users (a)', locks: { users: 'ShareLock' }, scans: ['users'] };
    const [found] = lockChecks.flatMap((check) => check.find(makeContext(base, [{ statements: [index, { sql: 'SELECT 1' }], leavesTransactionOpen: true }, { statements: [{ sql: 'SELECT 2' }, { sql: 'SELECT 3' }] }])));
    expect(found?.evidence?.diff?.[0]).toContain('3 more statements run while it is held');
  });
});

test('what a revision does where there are rows as well is told once', () => {
  const index: Asked = { sql: 'CREATE INDEX ix ON users (a)', isAutocommit: true };
  const only: Asked = { sql: 'CREATE INDEX ix_b ON users (b)', isAutocommit: true };
  const context = makeContext(base, [{ statements: [index] }]);
  const withRows = makeContext(base, [{ statements: [index, only], changes: [{ type: 'added', key: 'x', object: makeTable('fresh'), parts: [] }] }]);
  const rows: RowsObservation = { revisions: withRows.observation.revisions, filling: { filled: [], unfilled: [] }, notes: [] };
  const found = lockChecks.flatMap((check) => check.find({ ...context, observation: { ...context.observation, rows } }));
  expect(found.map(({ message }) => message)).toEqual(['Index `ix` of `users` is built without CONCURRENTLY.', 'Index `ix_b` of `users` is built without CONCURRENTLY.']);
});

test.each([
  ['wait that nothing ends', 0, undefined],
  ['short limit', 5000, 'note'],
  ['long limit', 600_000, undefined],
])('a lock waited for under another with a %s', (_, lockTimeoutMs, severity) => {
  const statements = [addColumn, { sql: 'ALTER TABLE teams ADD COLUMN a text', locks: { teams: strong }, lockTimeoutMs }];
  const found = lockChecks.filter(({ id }) => id === 'locks/held-while-working').flatMap((check) => check.find(makeContext(base, [{ statements }])));
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});

test('a limit of many minutes is none for those who wait behind it', () => {
  expect(findAll(base, { statements: [{ ...addColumn, lockTimeoutMs: 600_000 }] })).toEqual([
    'no-lock-timeout b1:1: The upgrade waits up to 600 seconds for `AccessExclusiveLock` on `users`, which blocks reads and writes.',
  ]);
});

test('a table that is renamed is known by its new name in the statements after it, and one made in its place is not', () => {
  const statements: Asked[] = [
    { sql: 'ALTER TABLE users RENAME TO people', locks: { users: strong } },
    { sql: 'CREATE INDEX ix ON people (a)', locks: {}, scans: ['users'] },
    { sql: 'CREATE TABLE users (a int)' },
    { sql: "UPDATE users SET a = 'x'" },
    { sql: 'DELETE FROM people' },
  ];
  expect(findAll(base, { statements })).toEqual([
    'index-not-concurrent b1:2: Index `ix` of `people` is built without CONCURRENTLY under `AccessExclusiveLock` on `users`, which blocks reads and writes.',
    'held-while-working b1:5: Rows of `users` are worked on while the transaction holds `AccessExclusiveLock` on `users` (from line 1), which blocks reads and writes.',
  ]);
});

test('locks without limit are told once, those of all revisions together', () => {
  const asked = { ...addColumn, lockTimeoutMs: 0 };
  const quick = { sql: 'ALTER TABLE users ADD COLUMN b text', lockTimeoutMs: 0 };
  expect(findAll(base, { statements: [{ ...addColumn, lockTimeoutMs: 1 }] })).toEqual([]);
  expect(findAll(base, { statements: [asked, quick] }, { statements: [{ ...asked, transaction: 2 }] }, { statements: [asked] })).toEqual([
    'no-lock-timeout b1:1: The upgrade waits without limit for `AccessExclusiveLock` on `users`, which blocks reads and writes; 2 more statements wait so as well.',
  ]);
});

test('a table is known by its new name, and one that took its old name is not', () => {
  const [users, people] = [makeTable('users'), makeTable('people')];
  const renamed = { statements: [], changes: [{ type: 'renamed' as const, key: 'x', before: users, after: people, attributes: [] }, { type: 'added' as const, key: 'y', object: users, parts: [] }] };
  const index = (table: string): Asked => ({ sql: `CREATE INDEX ix ON ${table} (a)`, locks: { [table]: 'ShareLock' }, scans: [table] });
  expect(findAll(base, renamed, { statements: [index('people'), index('users')] })).toEqual(['index-not-concurrent b2:1: Index `ix` of `people` is built without CONCURRENTLY under `ShareLock` on `people`, which blocks writes.']);
});

describe('indexes that are not valid', () => {
  const index = (isValid: boolean) => ({ kind: 'index' as const, schema: 'public', name: 'ix', parent: 'x', parentName: 'users', attributes: { isValid }, identity: null });
  const added = { statements: [{ sql: 'CREATE INDEX ix ON ONLY users (a)' }], changes: [{ type: 'added' as const, key: 'k', object: index(false), parts: [] }] };

  test('at the end of the upgrade', () => {
    expect(findAll(base, added)).toEqual(['invalid-index b1:1: Index `ix` of `users` is invalid after the upgrade.']);
  });

  test('and valid in a later revision', () => {
    expect(findAll(base, added, { statements: [], changes: [{ type: 'changed', key: 'k', before: index(false), after: index(true), attributes: [] }] })).toEqual([]);
    expect(findAll(base, added, { statements: [], changes: [{ type: 'removed', key: 'k', object: index(false), parts: [] }] })).toEqual([]);
  });
});

describe('MySQL', () => {
  const situation: Situation = { base: ['users'], dialect: mysql };

  test('a change in place that keeps out writers', () => {
    expect(findAll(situation, { statements: [{ sql: 'ALTER TABLE users ADD FULLTEXT INDEX ft (a)', locks: { users: 'SHARED' }, algorithm: 'inplace', isAutocommit: true }] })).toEqual([
      'blocks-writes b1:1: `users` is changed in place (`INPLACE`) under `SHARED` on `users`, which blocks writes.',
    ]);
  });

  test('a copy is told by another check, and what keeps nobody out by none', () => {
    const statements: Asked[] = [
      { sql: 'ALTER TABLE users MODIFY a BIGINT', locks: { users: 'SHARED' }, rewrites: ['users'], algorithm: 'copy', isAutocommit: true },
      { sql: 'ALTER TABLE users ADD b INT', algorithm: 'instant', isAutocommit: true },
      { sql: 'ALTER TABLE users FORCE', rewrites: ['users'], algorithm: 'inplace', isAutocommit: true },
    ];
    expect(findAll(situation, { statements }).filter((line) => !line.startsWith('copy-algorithm'))).toEqual([]);
  });
});

test('a finding shows its statement, a line of facts and code to paste', () => {
  const context = makeContext(base, [{ statements: [{ sql: 'CREATE INDEX ix ON users (a)', locks: { users: 'ShareLock' }, scans: ['users'] }, { sql: 'SELECT 1' }] }]);
  const [found] = lockChecks.flatMap((check) => check.find(context));
  expect(found?.evidence).toEqual({ sql: 'CREATE INDEX ix ON users (a)', diff: ['~ `ShareLock` on `users`: blocks writes; reads all rows of `users`; 1 more statement runs while it is held'] });
  expect(found?.remedy).toEqual({
    text: 'Build it while others write, outside of the transaction, best in a revision of its own:',
    code: 'with op.get_context().autocommit_block():\n    op.create_index("ix", "users", ["a"], postgresql_concurrently=True)',
    language: 'python',
  });
});

test('a statement that does several things is told in one sentence, with the code for each', () => {
  const sql = 'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (team) REFERENCES teams (id), ALTER COLUMN email SET NOT NULL';
  const [found] = lockChecks.flatMap((check) => check.find(makeContext(base, [{ statements: [{ sql, locks: { users: strong }, scans: ['users'] }] }])));
  expect(found?.message).toBe('Foreign key `fk` of `users` is added valid and column `users.email` is set NOT NULL: all rows of `users` are read under `AccessExclusiveLock` on `users`, which blocks reads and writes.');
  expect(found?.remedy.code?.split('\n')).toEqual([
    'op.create_foreign_key("fk", "users", "teams", ["team"], ["id"], postgresql_not_valid=True)',
    '# in the next revision:',
    'with op.get_context().autocommit_block():',
    '    op.execute("ALTER TABLE users VALIDATE CONSTRAINT fk")',
    expect.stringMatching(/^# Let a validated CHECK tell the server that there is no NULL/),
    'op.create_check_constraint(op.f("ck_users_email_not_null"), "users", "email IS NOT NULL", postgresql_not_valid=True)',
    '# in the next revision:',
    'with op.get_context().autocommit_block():',
    '    op.execute("ALTER TABLE users VALIDATE CONSTRAINT ck_users_email_not_null")',
    'op.alter_column("users", "email", nullable=False)',
    'op.execute("ALTER TABLE users DROP CONSTRAINT ck_users_email_not_null")',
  ]);
});
