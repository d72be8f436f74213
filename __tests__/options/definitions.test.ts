import { describe, expect, test } from 'vitest';
import {
  BadValue,
  readChoice,
  readCount,
  readDatabase,
  readDialects,
  readDurationMs,
  readLines,
  readList,
  readRevisions,
  readRowCount,
  readSeverities,
  readShard,
  readWords,
  suggest,
} from '../../src/options/definitions.ts';

const ids = ['destructive/drop-table', 'destructive/drop-index', 'models/drift', 'rows/lost'];

/** A parser's value, or the sentence it refuses the text with. */
function attempt(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof BadValue) return { bad: error.message };
    throw error;
  }
}

const noDuration = (text: string) => ({ bad: `"${text}" is no duration such as 90s or 5m.` });
const noCount = (text: string) => ({ bad: `"${text}" is no whole number from 1.` });
const noShard = (text: string) => ({ bad: `"${text}" is no part such as 2/4, the second of four.` });
const noRowCount = (text: string) => ({ bad: `"${text}" is no whole number from 0 to 1000.` });
const openQuote = (text: string) => ({ bad: `"${text}" has a quote that is not closed.` });

const tables: Record<string, { parse: (text: string) => unknown; cases: [text: string, expected: unknown][] }> = {
  readList: {
    parse: readList,
    cases: [['', []], ['a', ['a']], ['a,b', ['a', 'b']], [' a ,\n b,, \r\n c ', ['a', 'b', 'c']], ['a b', ['a b']]],
  },
  readLines: {
    parse: readLines,
    cases: [['', []], ['tenant=a,b\n\n  mode=x  \r\n', ['tenant=a,b', 'mode=x']]],
  },
  readChoice: {
    parse: (text) => readChoice(text, ['error', 'warning']),
    cases: [['error', 'error'], [' warning\n', 'warning'], ['Error', { bad: '"Error" is not one of error, warning.' }], ['', { bad: '"" is not one of error, warning.' }]],
  },
  readCount: {
    parse: readCount,
    cases: [['1', 1], [' 12 ', 12], ['0', noCount('0')], ['-1', noCount('-1')], ['1.5', noCount('1.5')], ['two', noCount('two')], ['1e3', noCount('1e3')], ['', noCount('')]],
  },
  readShard: {
    parse: readShard,
    cases: [
      ['1/1', { index: 1, of: 1 }], ['2/4', { index: 2, of: 4 }], [' 4 / 4\n', { index: 4, of: 4 }], ['9999/9999', { index: 9999, of: 9999 }],
      ...['', '2', '/4', '2/', '0/4', '5/4', '1/0', '-1/4', '1.5/4', '2/4/6', '2:4', '1/10000', 'two/four', '1e1/20'].map((text): [string, unknown] => [text, noShard(text)]),
    ],
  },
  readRowCount: {
    parse: readRowCount,
    cases: [['0', 0], [' 5\n', 5], ['1000', 1000], ['1001', noRowCount('1001')], ['-1', noRowCount('-1')], ['2.5', noRowCount('2.5')], ['1e2', noRowCount('1e2')], ['many', noRowCount('many')], ['', noRowCount('')]],
  },
  readDurationMs: {
    parse: readDurationMs,
    cases: [
      ['500ms', 500], ['90s', 90_000], ['5m', 300_000], ['1h', 3_600_000], ['45', 45_000], ['1.5s', 1500], [' 2 m ', 120_000], ['576h', 2_073_600_000],
      ['577h', { bad: '"577h" is longer than 24 days.' }], ['0', noDuration('0')], ['0s', noDuration('0s')], ['-5s', noDuration('-5s')], ['5d', noDuration('5d')],
      ['5 minutes', noDuration('5 minutes')], ['1m30s', noDuration('1m30s')], ['soon', noDuration('soon')], ['', noDuration('')], ['5S', noDuration('5S')],
    ], // prettier-ignore
  },
  readWords: {
    parse: readWords,
    cases: [
      ['', []], ['python3', ['python3']], ['uv run python', ['uv', 'run', 'python']], ['  uv \n run\tpython ', ['uv', 'run', 'python']],
      ['"C:/Program Files/python.exe" -X dev', ['C:/Program Files/python.exe', '-X', 'dev']], [`'my python' "it's"`, ['my python', `it's`]],
      ['/opt/"my tools"/python', ['/opt/my tools/python']], ['python ""', ['python', '']], ['$(rm -rf /) `id` ; a && b', ['$(rm', '-rf', '/)', '`id`', ';', 'a', '&&', 'b']],
      ['"python', openQuote('"python')], [`python it's`, openQuote(`python it's`)], [`"a" 'b" c`, openQuote(`"a" 'b" c`)],
    ], // prettier-ignore
  },
  readRevisions: {
    parse: readRevisions,
    cases: [['new', 'new'], [' all ', 'all'], ['a1', ['a1']], ['a1, b2\nc3', ['a1', 'b2', 'c3']], ['New', ['New']], [',', { bad: '"," names no revision.' }]],
  },
  readDialects: {
    parse: readDialects,
    cases: [['postgresql', ['postgresql']], ['mariadb, sqlite, mariadb', ['mariadb', 'sqlite']], ['postgres', { bad: '"postgres" is not one of postgresql, mysql, mariadb, sqlite.' }]],
  },
  readDatabase: {
    parse: readDatabase,
    cases: [
      ['container', { provider: 'container' }], ['embedded', { provider: 'embedded' }], ['local', { provider: 'local' }], ['auto', { provider: 'auto' }],
      [' postgresql+psycopg2://me:secret@db/shop ', { provider: 'url', url: 'postgresql+psycopg2://me:secret@db/shop' }], ['sqlite://', { provider: 'url', url: 'sqlite://' }],
      ['docker', { bad: '"docker" is not one of container, embedded, local, auto.' }], ['localhost:5432', { bad: '"localhost:5432" is not one of container, embedded, local, auto.' }],
    ], // prettier-ignore
  },
  readSeverities: {
    parse: (text) => readSeverities(text, ids),
    cases: [
      ['', new Map()],
      ['destructive/drop-index = off\nmodels: warning, rows=note', new Map([['destructive/drop-index', 'off'], ['models', 'warning'], ['rows', 'note']])],
      ['models = error\nmodels = off', new Map([['models', 'off']])],
      ['models', { bad: '"models" is not of the form check = severity or check in path = severity.' }],
      ['= off', { bad: '"= off" is not of the form check = severity or check in path = severity.' }],
      ['models = on', { bad: '"on" is not one of error, warning, note, off.' }],
      ['destructive/drop-tables = off', { bad: 'There is no check destructive/drop-tables. Did you mean destructive/drop-table?' }],
      ['modles = off', { bad: 'There is no check modles. Did you mean models?' }],
      ['drop-index = off', { bad: 'There is no check drop-index.' }],
      ['models in a/{b,c}/**=off, rows  in  x y/*.py : note', new Map([['models in a/{b,c}/**', 'off'], ['rows in x y/*.py', 'note']])],
      ['rows in a=b:c/** = note', new Map([['rows in a=b:c/**', 'note']])],
      ['rows in a = off\nrows in b = note\nrows in a = error', new Map([['rows in b', 'note'], ['rows in a', 'error']])],
      ['modles in a/** = off', { bad: 'There is no check modles. Did you mean models?' }],
      ['models in a/** = on', { bad: '"on" is not one of error, warning, note, off.' }],
      ['models in = off', { bad: '"models in = off" is not of the form check = severity or check in path = severity.' }],
      ['models in /srv/a/** = off', { bad: '"/srv/a/**" names no files: the path begins at the repository’s root, as `migrations/legacy/**` does.' }],
      ['models in ../a = off', { bad: '"../a" names no files: the path begins at the repository’s root, as `migrations/legacy/**` does.' }],
      ['models in a\\b = off', { bad: '"a\\b" names no files: its folders are parted by `/`.' }],
      ['models in a/[bc = off', { bad: '"a/[bc" names no files: a bracket is not closed.' }],
      ['models in a/{b = off', { bad: '"a/{b" names no files: a bracket is not closed.' }],
    ], // prettier-ignore
  },
  suggest: {
    parse: (text) => suggest(text, ['fail-on', 'timeout', 'image']),
    cases: [['failon', ' Did you mean fail-on?'], ['fail_on', ' Did you mean fail-on?'], ['imgae', ' Did you mean image?'], ['timeouts', ' Did you mean timeout?'], ['unrelated', ''], ['', '']],
  },
};

describe.each(Object.entries(tables))('%s', (_, { parse, cases }) => {
  test.each(cases)('%j', (text, expected) => {
    expect(attempt(parse, text)).toEqual(expected);
  });
});

test('nothing is suggested where nothing is known', () => {
  expect(suggest('image', [])).toBe('');
});
