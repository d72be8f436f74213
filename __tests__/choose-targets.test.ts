import { describe, expect, test } from 'vitest';
import { chooseTargets } from '../src/choose-targets.ts';
import type { DatabaseRequest } from '../src/database/provider.ts';
import type { DialectName } from '../src/dialects/dialect.ts';
import { getDialect } from '../src/dialects/registry.ts';
import { UserError } from '../src/errors.ts';

const container: DatabaseRequest = { provider: 'container' };

function choose(names: readonly DialectName[], images: readonly string[], database = container): string[] {
  return chooseTargets(names.map(getDialect), { images, database }).map(({ dialect, image }) => `${dialect.name} ${image ?? '-'}`);
}

describe('what a project is checked on', () => {
  test.each<[string, readonly DialectName[], readonly string[], readonly string[]]>([
    ['its dialect', ['postgresql'], [], ['postgresql -']],
    ['each dialect', ['postgresql', 'sqlite'], [], ['postgresql -', 'sqlite -']],
    ['each image of the one dialect, whatever it is called', ['postgresql'], ['postgres:15', 'registry.example/our/database:3'], ['postgresql postgres:15', 'postgresql registry.example/our/database:3']],
    ['each image with its dialect', ['mariadb', 'postgresql', 'mysql'], ['postgres:18', 'mariadb:11.8', 'postgis/postgis:17-3.5', 'mysql:9.7'], ['mariadb mariadb:11.8', 'postgresql postgres:18', 'postgresql postgis/postgis:17-3.5', 'mysql mysql:9.7']],
    ['a dialect without an image of its own as well', ['mysql', 'postgresql'], ['postgres:18'], ['mysql -', 'postgresql postgres:18']],
    ['a file beside images, which are none of its', ['sqlite', 'postgresql'], ['our/database:3'], ['sqlite -', 'postgresql our/database:3']],
  ])('%s', (_, names, images, expected) => {
    expect(choose(names, images)).toEqual(expected);
  });

  test('no image where the database is no container', () => {
    expect(choose(['postgresql'], ['postgres:15', 'postgres:18'], { provider: 'embedded' })).toEqual(['postgresql -']);
  });

  test('an image that is of none of several dialects is an error', () => {
    expect(() => choose(['mysql', 'postgresql'], ['our/database:3'])).toThrow(UserError);
  });
});
