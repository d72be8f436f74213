import { expect, test } from 'vitest';
import { readDump } from '../../../src/dialects/postgresql/read-dump.ts';

test('what pg_dump writes for psql becomes SQL, line by line', () => {
  const dump = [
    '\\restrict 5hQ',
    "SELECT pg_catalog.set_config('search_path', '', false);",
    'CREATE TABLE public.note (id integer, body text);',
    'COPY public.note (id, body) FROM stdin;',
    '1\tfirst line\\nsecond',
    "2\tit's \\\\ a tab: \\t.",
    '3\t\\N',
    '\\.',
    'COPY public.alembic_version (version_num) FROM stdin;',
    'ae10',
    '\\.',
    '\\unrestrict 5hQ',
    '',
  ];
  expect(readDump(dump.join('\n')).split('\n')).toEqual([
    '',
    "SELECT pg_catalog.set_config('search_path', '', false);",
    'CREATE TABLE public.note (id integer, body text);',
    '',
    "INSERT INTO public.note (id, body) OVERRIDING SYSTEM VALUE VALUES ('1', 'first line",
    "second');",
    "INSERT INTO public.note (id, body) OVERRIDING SYSTEM VALUE VALUES ('2', E'it''s \\\\ a tab: \t.');",
    "INSERT INTO public.note (id, body) OVERRIDING SYSTEM VALUE VALUES ('3', NULL);",
    '',
    '',
    "INSERT INTO public.alembic_version (version_num) OVERRIDING SYSTEM VALUE VALUES ('ae10');",
    '',
    '',
    '',
  ]);
});

test.each(['CREATE TABLE a (b text);\n', "INSERT INTO a VALUES ('COPY b FROM stdin');\n", 'SELECT 1;\r\nSELECT 2;\r\n'])('a script of plain SQL stays as it is: %j', (script) => {
  expect(readDump(script)).toBe(script);
});
