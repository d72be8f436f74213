import { describe, expect, test } from 'vitest';
import { readIni } from '../../src/project/read-ini.ts';

/** All values of a file's section, as `configparser` gives them (checked against Python's own). */
function readAll(text: string, section: string, options: readonly string[]): Record<string, string | undefined> {
  const ini = readIni(text, { here: '/shop' });
  return Object.fromEntries(options.map((option) => [option, ini.get(section, option)]));
}

describe('readIni', () => {
  test.each<[title: string, text: string, expected: Record<string, string | undefined>]>([
    ['assignments', '[alembic]\na = 1\nb: 2\nc=3\nd:4\n', { a: '1', b: '2', c: '3', d: '4', e: undefined }],
    ['values with signs', '[alembic]\na = b = c\nb = x:y\nc: x = y\nd = # no comment\ne = a ; b\n', { a: 'b = c', b: 'x:y', c: 'x = y', d: '# no comment', e: 'a ; b' }],
    ['comments', '[alembic]\n# a = 0\n; a = 0\na = 1\n  # b = 0\nb = 2\n', { a: '1', b: '2' }],
    ['an empty value', '[alembic]\na =\nb = 1\n', { a: '', b: '1' }],
    ['a value on several lines', '[alembic]\na = 1\n  2\n\t3\nb = 4\n', { a: '1\n2\n3', b: '4' }],
    ['a value that begins on the next line', '[alembic]\na =\n    1\n    2\n', { a: '\n1\n2' }],
    ['a value with a comment inside', '[alembic]\na = 1\n  # not 2\n  3\n', { a: '1\n3' }],
    ['a value with an empty line inside', '[alembic]\na = 1\n\n  2\nb = 3\n\n', { a: '1\n\n2', b: '3' }],
    ['names in capitals', '[alembic]\nFile_Template = 1\n', { file_template: '1', FILE_TEMPLATE: '1' }],
    ['names with points', '[alembic]\nsqlalchemy.url = a\n', { 'sqlalchemy.url': 'a' }],
    ['interpolation', '[alembic]\na = %(here)s/x\nb = %(a)s/y\nc = 100%%\nd = %%(here)s\n', { a: '/shop/x', b: '/shop/x/y', c: '100%', d: '%(here)s' }],
    ['interpolation of what is not there', '[alembic]\na = %(DB_URL)s\n', { a: '%(DB_URL)s' }],
    ['interpolation in a circle', '[alembic]\na = %(a)s\n', { a: '%(a)s' }],
    ['defaults', '[DEFAULT]\na = 1\nb = 2\n[alembic]\nb = 3\nc = %(a)s\n', { a: '1', b: '3', c: '1' }],
    ['another section', '[other]\na = 1\n[alembic]\nb = 2\n', { a: undefined, b: '2' }],
    ['a section twice', '[alembic]\na = 1\n[other]\n[alembic]\nb = 2\n', { a: '1', b: '2' }],
    ['a byte order mark', '\uFEFF[alembic]\na = 1\n', { a: '1' }],
    ['Windows’ line endings', '[alembic]\r\na = 1\r\n  2\r\nb = 3\r\n', { a: '1\n2', b: '3' }],
    ['lines before any section', 'a = 1\n[alembic]\nb = 2\n', { a: undefined, b: '2' }],
    ['nothing', '', { a: undefined }],
  ])('%s', (_, text, expected) => {
    expect(readAll(text, 'alembic', Object.keys(expected))).toEqual(expected);
  });

  test.each([
    ['many beginnings of a name', `[alembic]\na = ${'%('.repeat(100_000)}\n`, 200_000],
    ['a line of blanks that assigns nothing', `[alembic]\na = 1\nb${' '.repeat(200_000)}c\n`, 1],
    ['lines that name each other many times', `[alembic]\na = ${'%(b0)s'.repeat(100)}\n${Array.from({ length: 9 }, (_, index) => `b${String(index)} = ${`%(b${String(index + 1)})s`.repeat(100)}\n`).join('')}b9 = x\n`, 1_000_600],
  ])('takes no long time for a hostile file: %s', (_, text, most) => {
    expect(readIni(text, {}).get('alembic', 'a')?.length).toBeLessThanOrEqual(most);
  }, 2000);

  test('the sections', () => {
    expect(readIni('[DEFAULT]\na = 1\n[alembic]\n[logger_root]\n[alembic]\n', {}).sections).toEqual(['alembic', 'logger_root']);
  });
});
