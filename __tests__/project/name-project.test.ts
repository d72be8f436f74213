import { expect, test } from 'vitest';
import { findConfiguration, nameProject } from '../../src/project/name-project.ts';

test.each([
  ['alembic.ini', 'alembic', 'alembic.ini'],
  ['alembic.ini', 'users', 'alembic.ini [users]'],
  ['apps/[web] one/alembic.ini', 'a b', 'apps/[web] one/alembic.ini [a b]'],
])('%s of section %s is %s', (configuration, section, name) => {
  expect(nameProject(configuration, section)).toBe(name);
  expect(findConfiguration(name)).toBe(configuration);
});
