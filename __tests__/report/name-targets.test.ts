import { expect, test } from 'vitest';
import { nameTargets } from '../../src/report/name-targets.ts';
import type { Nameable } from '../../src/report/name-targets.ts';

const on = (title: string, version: string | undefined, more: Partial<Nameable> = {}): Nameable => ({
  config: 'alembic.ini',
  dialect: { title },
  image: undefined,
  server: version === undefined ? undefined : { version },
  ...more,
});

test.each<[title: string, projects: Nameable[], names: (string | undefined)[]]>([
  ['one database has no name', [on('PostgreSQL', '17.2')], [undefined]],
  ['several projects with one each have none', [on('PostgreSQL', '17.2'), on('PostgreSQL', '17.2', { config: 'other.ini' })], [undefined, undefined]],
  ['several servers by their versions', [on('PostgreSQL', '15.6'), on('PostgreSQL', '17.2')], ['PostgreSQL 15.6', 'PostgreSQL 17.2']],
  ['the same version by its image', [on('PostgreSQL', '17.2'), on('PostgreSQL', '17.2', { image: 'postgis/postgis' })], ['PostgreSQL 17.2 (default image)', 'PostgreSQL 17.2 (postgis/postgis)']],
  ['the databases of one env.py', [on('SQLite', '3.50', { database: 'people.db' }), on('SQLite', '3.50', { database: 'goods.db' })], ['SQLite 3.50, people.db', 'SQLite 3.50, goods.db']],
  ['the databases of one env.py on several servers', [on('PostgreSQL', '15.6', { database: 'people' }), on('PostgreSQL', '17.2', { database: 'people' })], ['PostgreSQL 15.6, people', 'PostgreSQL 17.2, people']],
  ['where no server came up', [on('PostgreSQL', undefined, { database: 'people' }), on('PostgreSQL', undefined, { image: 'a' })], ['PostgreSQL, people', 'PostgreSQL (a)']],
])('%s', (_, projects, names) => {
  expect(nameTargets(projects).map(({ name }) => name)).toEqual(names);
});
