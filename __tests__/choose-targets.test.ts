import { describe, expect, test } from 'vitest';
import { chooseTargets, refuseUnusedImages, tellUnusedImages } from '../src/choose-targets.ts';
import type { DatabaseRequest } from '../src/database/provider.ts';
import type { DialectName } from '../src/dialects/dialect.ts';
import { getDialect } from '../src/dialects/registry.ts';
import { UserErrors } from '../src/errors.ts';

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
    ['its dialect, where the image is another project’s', ['postgresql'], ['mysql:8.4'], ['postgresql -']],
    ['its own of the images of several projects', ['mysql'], ['postgres:15', 'mysql:8.4'], ['mysql mysql:8.4']],
    ['a file, where the image is another project’s', ['sqlite'], ['postgres:15', 'our/database:3'], ['sqlite -']],
    ['its dialects alone, where an image could be of both', ['mysql', 'postgresql'], ['our/database:3'], ['mysql -', 'postgresql -']],
  ])('%s', (_, names, images, expected) => {
    expect(choose(names, images)).toEqual(expected);
  });

  test.each<[string, readonly DialectName[], DialectName | undefined]>([
    ['registry.example/mysql/mariadb:11', ['mysql', 'mariadb'], 'mariadb'],
    ['mysql.example:5000/mariadb:11', ['mysql', 'mariadb'], 'mariadb'],
    ['MariaDB', ['mysql', 'mariadb'], 'mariadb'],
    ['bitnami/postgresql:17-from-mysql', ['mysql', 'postgresql'], 'postgresql'],
    ['our/database:postgres-15', ['mysql', 'postgresql'], 'postgresql'],
    ['our/database@sha256:0123', ['mysql'], 'mysql'],
    ['mysql/database:3', ['mysql', 'postgresql'], 'mysql'],
    ['mysql.example/our/database:3', ['postgresql'], 'postgresql'],
    ['localhost/our/database:3', ['postgresql'], 'postgresql'],
    ['percona/percona-server:8.4', ['mysql', 'postgresql'], 'mysql'],
    ['percona/percona-distribution-postgresql:17', ['mysql', 'postgresql'], 'postgresql'],
    ['our/mysql-beside-postgres:1', ['mysql', 'postgresql'], undefined],
    ['our/mysql-beside-postgres:1', ['postgresql', 'sqlite'], 'postgresql'],
  ])('%s for %j is of %s', (image, names, expected) => {
    expect(choose(names, [image]).filter((target) => !target.endsWith(' -'))).toEqual(expected === undefined ? [] : [`${expected} ${image}`]);
  });
});

describe('images that are not used', () => {
  const results = (...targets: readonly [DialectName, string | undefined][]) => targets.map(([name, image]) => ({ dialect: getDialect(name), image }));
  const refuse = (images: readonly string[], ...targets: readonly [DialectName, string | undefined][]) => (): void => {
    refuseUnusedImages({ images, database: container }, results(...targets));
  };

  test('are a bad option where no project of the run could use them, each by its name', () => {
    const remedy = 'An image goes to the dialect that its name tells, and one whose name tells none to the only dialect of a project that runs in a container. Name one such as `postgres:17`, or set `dialect`.';
    let error: unknown;
    try {
      refuse(['postgres:15', 'mysql:8', 'mariadb:11'], ['sqlite', undefined], ['postgresql', 'postgres:15'])();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(UserErrors);
    expect((error as UserErrors).errors.map(({ code, what, where, remedy: said }) => ({ code, what, where, remedy: said }))).toEqual([
      { code: 'bad-option', what: 'No project of this run could use the image mysql:8; they were checked on SQLite, PostgreSQL.', where: 'option `image`', remedy },
      { code: 'bad-option', what: 'No project of this run could use the image mariadb:11; they were checked on SQLite, PostgreSQL.', where: 'option `image`', remedy },
    ]);
  });

  test('are none where one project uses them, or where one is not known that might', () => {
    expect(refuse(['postgres:15', 'mysql:8.4'], ['postgresql', 'postgres:15'], ['mysql', 'mysql:8.4'], ['sqlite', undefined])).not.toThrow();
    expect(() => refuseUnusedImages({ images: ['mysql:8.4'], database: container }, [{ dialect: undefined, image: undefined }, ...results(['sqlite', undefined])])).not.toThrow();
  });

  test('are told where no container is asked for', () => {
    const images = ['postgres:15', 'postgres:18'];
    expect(tellUnusedImages({ images, database: { provider: 'embedded' } })).toEqual(['postgres:15, postgres:18: not used, because the option `database` asks for no container.']);
    expect(tellUnusedImages({ images, database: container })).toEqual([]);
    expect(tellUnusedImages({ images: [], database: { provider: 'embedded' } })).toEqual([]);
    expect(() => refuseUnusedImages({ images, database: { provider: 'embedded' } }, results(['postgresql', undefined]))).not.toThrow();
  });
});

test('no image where the database is no container', () => {
  expect(choose(['postgresql'], ['postgres:15', 'postgres:18'], { provider: 'embedded' })).toEqual(['postgresql -']);
});
