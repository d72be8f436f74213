import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../../src/catalog/model.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { find, findProblems } from './find-problems.ts';
import { column, makeCatalog } from './make-catalog.ts';
import type { Part } from './make-catalog.ts';

beforeAll(() => postgresql.loadParser());

const users: Part = { kind: 'table', name: 'users' };
const people: Part = { kind: 'table', name: 'people' };

describe('databases that know nothing but names', () => {
  const base = makeCatalog(users, column('users', 'name'));
  const [first, second] = ['ALTER TABLE users RENAME COLUMN name TO label', 'ALTER TABLE users RENAME TO people'];

  test.each([mysql, sqlite])('$title: a column and its table get other names in two revisions', (dialect) => {
    expect(find(dialect, base, [[[first], makeCatalog(users, column('users', 'label'))], [[second], makeCatalog(people, column('people', 'label'))]])).toEqual([
      'compatibility/rename-table b2:1: Table `users` is renamed to `people`.',
      'compatibility/rename-column b1:1: Column `users.name` is renamed to `label`.',
    ]);
  });

  test.each([mysql, sqlite])('$title: what a later revision gives back is no finding', (dialect) => {
    expect(find(dialect, base, [[[second], makeCatalog(people, column('people', 'name'))], [['ALTER TABLE people RENAME TO users'], base]])).toEqual([]);
  });

  test('what a revision of the base did on the way is not the pull request’s', () => {
    expect(find(mysql, base, [[[first], makeCatalog(users, column('users', 'label'))], [['SELECT 1'], makeCatalog(users, column('users', 'label'))]], ['versions/b1.py'])).toEqual([]);
  });

  test('a column that is made under another name, and not renamed, is another one', () => {
    const after = makeCatalog(users, column('users', 'label', { nullable: false, type: 'text' }));
    expect(find(sqlite, base, [[['ALTER TABLE users DROP COLUMN name', 'ALTER TABLE users ADD COLUMN label text'], after]])).toEqual([
      'compatibility/required-column b1:2: Column `users.label` is added, may not be NULL and has no default.',
    ]);
  });
});

describe('columns that must be given a value', () => {
  const required = { nullable: false, type: 'varchar(20)' };
  const base = makeCatalog(users, column('users', 'plan', { nullable: true, type: 'varchar(20)' }));

  test('one finding where a column loses its default and may not be NULL at once', () => {
    const withDefault = makeCatalog(users, column('users', 'plan', { nullable: true, type: 'varchar(20)', default: "'free'" }));
    expect(find(sqlite, withDefault, [[['ALTER TABLE users ALTER COLUMN plan SET NOT NULL'], makeCatalog(users, column('users', 'plan', required))]])).toEqual([
      'compatibility/drop-default b1:1: Column `users.plan` loses its default and may not be NULL, so that it must always be given.',
    ]);
  });

  test('NULL that was allowed, and no default', () => {
    const modify = 'ALTER TABLE users MODIFY plan varchar(20) NOT NULL';
    expect(find(mysql, base, [[['SELECT 1', modify], makeCatalog(users, column('users', 'plan', required))]])).toEqual(['compatibility/set-not-null b1:2: Column `users.plan` may not be NULL any more.']);
  });

  test('an ENUM has a first label, which is of no help against NULL', () => {
    const grade = (nullable: boolean): Catalog => makeCatalog(users, column('users', 'grade', { nullable, type: 'enum', labels: ['low'] }));
    expect(find(mysql, grade(true), [[["ALTER TABLE users MODIFY grade ENUM('low') NOT NULL"], grade(false)]])).toEqual(['compatibility/set-not-null b1:1: Column `users.grade` may not be NULL any more.']);
    expect(find(mysql, makeCatalog(users), [[["ALTER TABLE users ADD grade ENUM('low') NOT NULL"], grade(false)]])).toEqual([]);
  });

  test('a name that would end the code is quoted', () => {
    const name = 'a"); import os #';
    const after = makeCatalog(users, column('users', 'plan', { nullable: true, type: 'varchar(20)' }), column('users', name, required));
    const [problem] = findProblems(postgresql, base, [[[], after]]);
    expect(problem?.remedy.code).toBe(
      [
        `op.add_column("users", sa.Column('a"); import os #', sa.String(20), nullable=True))`,
        '# in a later release, when every release that runs writes the column:',
        String.raw`# op.execute('UPDATE users SET "a""); import os #" = ... WHERE "a""); import os #" IS NULL')`,
        `# op.alter_column("users", 'a"); import os #', nullable=False)`,
      ].join('\n'),
    );
  });
});

describe('tables behind views', () => {
  const base = makeCatalog(users, column('users', 'name'));
  const rename = 'ALTER TABLE users RENAME TO people';
  const view = (definition: string): Part => ({ kind: 'view', name: 'users', attributes: { definition } });

  test('a view that lacks the old name of a column', () => {
    const statements = [rename, 'ALTER TABLE people RENAME COLUMN name TO label'];
    const after = (definition: string): Catalog => makeCatalog(people, column('people', 'label'), view(definition));
    expect(find(mysql, base, [[statements, after('select `people`.`label` AS `label` from `people`')]])).toEqual(['compatibility/rename-column b1:2: Column `users.name` is renamed to `label`.']);
    expect(find(mysql, base, [[statements, after('select `people`.`label` AS `name` from `people`')]])).toEqual([]);
  });

  test('SQLite: a view takes no rows without a trigger', () => {
    const after = makeCatalog(people, column('people', 'name'), view('SELECT * FROM people'));
    const [problem] = findProblems(sqlite, base, [[[rename], after]]);
    expect(problem?.message).toBe('Table `users` is renamed to `people`, and view `users`, which has its old name, takes no rows.');
    expect(problem?.remedy.code).toBeUndefined();
  });
});

describe('PostgreSQL', () => {
  const mood = (identity: string, ...labels: readonly string[]): Catalog => makeCatalog({ kind: 'enum type', name: 'mood', schema: 'public', identity, attributes: { labels } });

  test('a value that gets another name, also where others came before it', () => {
    expect(find(postgresql, mood('t:1', 'open', 'paid'), [[["ALTER TYPE mood RENAME VALUE 'open' TO 'placed'"], mood('t:1', 'placed', 'paid')], [["ALTER TYPE mood ADD VALUE 'new' BEFORE 'placed'"], mood('t:1', 'new', 'placed', 'paid')]])).toEqual([
      'compatibility/rename-enum-value b1:1: Value `open` of enum type `mood` is renamed to `placed`.',
    ]);
  });

  test('a type made anew is another check’s matter', () => {
    expect(find(postgresql, mood('t:1', 'open', 'paid'), [[["DELETE FROM pg_enum WHERE enumlabel = 'open'"], mood('t:1', 'paid')]])).toEqual([]);
    expect(find(postgresql, mood('t:1', 'open', 'paid'), [[['DROP TYPE mood', "CREATE TYPE mood AS ENUM ('placed', 'paid')"], mood('t:2', 'placed', 'paid')]])).toEqual([]);
  });

  test('a chain of domains is what it ends with', () => {
    const typed = (type: string): Part => ({ ...column('users', 'email', { nullable: true, type }), schema: 'public' });
    const table: Part = { ...users, schema: 'public' };
    const domains: readonly Part[] = [
      { kind: 'domain', name: 'address', schema: 'public', attributes: { type: 'short' } },
      { kind: 'domain', name: 'short', schema: 'public', attributes: { type: 'character varying(20)' } },
    ];
    expect(find(postgresql, makeCatalog(table, typed('text')), [[['ALTER TABLE users ALTER email TYPE address'], makeCatalog(table, typed('address'), ...domains)]])).toEqual([]);
    expect(find(postgresql, makeCatalog(table, typed('integer')), [[['ALTER TABLE users ALTER email TYPE address'], makeCatalog(table, typed('public.address'), ...domains)]])).toEqual([
      'compatibility/change-type b1:1: Column `users.email` holds values of another kind: `integer` became `public.address`.',
    ]);
  });
});

describe('rules', () => {
  const unique = (definition: string, name = 'uq'): Part => ({ kind: 'constraint', name, table: 'users', attributes: { constraintType: 'unique constraint', definition } });
  const table: readonly Part[] = [users, column('users', 'name'), column('users', 'email')];

  test('a key that takes the place of another one over its columns', () => {
    expect(find(mysql, makeCatalog(...table, unique('UNIQUE (`name`)')), [[['ALTER TABLE users DROP KEY uq, ADD UNIQUE wider (name, email)'], makeCatalog(...table, unique('UNIQUE (`name`, `email`)', 'wider'))]])).toEqual([]);
  });

  test('a CHECK that is not enforced', () => {
    const check: Part = { kind: 'constraint', name: 'ck', table: 'users', attributes: { constraintType: 'check constraint', definition: "CHECK ((`name` <> ''))", isEnforced: false } };
    expect(find(mysql, makeCatalog(...table), [[["ALTER TABLE users ADD CONSTRAINT ck CHECK (name <> '') NOT ENFORCED"], makeCatalog(...table, check)]])).toEqual([]);
  });

  test('a key over a column that the running release does not know', () => {
    const after = makeCatalog(...table, column('users', 'token'), unique('UNIQUE (`token`, `name`)'));
    expect(find(mysql, makeCatalog(...table), [[['ALTER TABLE users ADD token text, ADD UNIQUE uq (token, name)'], after]])).toEqual([]);
  });

  test('a column that the database makes from now on', () => {
    const after = makeCatalog(users, column('users', 'name', { nullable: true, type: 'text', generated: 'upper(`email`) STORED' }), column('users', 'email'));
    expect(find(mysql, makeCatalog(...table), [[['ALTER TABLE users MODIFY name text GENERATED ALWAYS AS (upper(email)) STORED'], after]])).toEqual([
      'compatibility/tighter-constraint b1:1: Column `users.name` is made by the database from now on, which refuses every value that the running release writes into it.',
    ]);
  });
});
