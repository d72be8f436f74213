import { describe, expect, test } from 'vitest';
import { splitScript as splitFamilyScript } from '../../src/dialects/mysql-family/split-script.ts';
import { getDialect } from '../../src/dialects/registry.ts';

describe.each(['postgresql', 'mysql', 'mariadb', 'sqlite'] as const)('a statement of %s', (name) => {
  const { endStatement } = getDialect(name);

  test.each([
    ['gets a semicolon', 'SELECT 1', 'SELECT 1;'],
    ['keeps the one that it has', '\n SELECT 1 ;\n', 'SELECT 1 ;'],
    ['keeps the first of several', 'SELECT 1;; ; ', 'SELECT 1;'],
    ['gets none in a comment at its end', 'SELECT 1 -- one', 'SELECT 1 -- one\n;'],
    ['loses a comment behind its own', 'SELECT 1; -- one', 'SELECT 1;'],
    ['gets one behind a comment', 'SELECT 1 /* one; */', 'SELECT 1 /* one; */\n;'],
    ['gets none in a text', "SELECT 'a;'", "SELECT 'a;';"],
    ['that is none stays none', ' /* a */ -- b', ''],
  ])('%s', (_, sql, ended) => expect(endStatement(sql)).toBe(ended));
});

test('a comment that SQLite takes without its end is left out', () => {
  expect(getDialect('sqlite').endStatement('SELECT 1 /* one')).toBe('SELECT 1;');
});

test('a text with quotes of PostgreSQL’s own is one', () => {
  expect(getDialect('postgresql').endStatement('DO $$ BEGIN PERFORM 1; END $$')).toBe('DO $$ BEGIN PERFORM 1; END $$;');
});

describe('a body on MySQL and MariaDB', () => {
  const trigger = 'CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; END';

  test.each(['mysql', 'mariadb'] as const)('is ended by another delimiter on %s', (name) => {
    const { endStatement } = getDialect(name);
    expect(endStatement(`${trigger};`)).toBe(`DELIMITER //\n${trigger}\n//\nDELIMITER ;`);
    expect(endStatement(`${trigger} /* // $$ ;; || %% */`)).toBe(`DELIMITER %%%\n${trigger} /* // $$ ;; || %% */\n%%%\nDELIMITER ;`);
  });

  test('is one statement to the client', () => {
    const script = `${getDialect('mysql').endStatement(trigger)}\n\n${getDialect('mysql').endStatement('SELECT 1')}\n`;
    expect(splitFamilyScript(script).map(({ sql }) => sql.trim())).toEqual([trigger, 'SELECT 1']);
  });
});
