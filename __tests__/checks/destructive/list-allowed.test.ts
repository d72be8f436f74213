import { describe, expect, test } from 'vitest';
import { catalogKey } from '../../../src/catalog/model.ts';
import type { AttributeValue, Catalog, CatalogObject, ObjectKind } from '../../../src/catalog/model.ts';
import { findType, listAllowed } from '../../../src/checks/destructive/list-allowed.ts';
import { mariadb } from '../../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';

const make = (kind: ObjectKind, name: string, attributes: Readonly<Record<string, AttributeValue>>, { table, schema = 'public' }: { readonly table?: string; readonly schema?: string } = {}): CatalogObject => ({
  kind, schema, name, parent: table === undefined ? null : catalogKey('table', schema, null, table), parentName: table ?? null, attributes, identity: null,
}); // prettier-ignore
const collect = (...objects: readonly CatalogObject[]): Catalog => ({ objects: new Map(objects.map((object) => [catalogKey(object.kind, object.schema, object.parentName, object.name), object])) });
const column = (type: string, labels?: readonly string[]): CatalogObject => make('column', 'mood', { type, ...(labels === undefined ? {} : { labels }) }, { table: 'note' });
const check = (definition: string, name = 'ck'): CatalogObject => make('constraint', name, { constraintType: 'check constraint', definition }, { table: 'note' });

describe('conditions of a table', () => {
  test.each([
    [postgresql, "CHECK (((mood)::text = ANY ((ARRAY['glad'::character varying, 'sad'::character varying])::text[])))"],
    [postgresql, "CHECK ((mood = ANY (ARRAY['glad'::text, 'sad'::text])))"],
    [mysql, "CHECK ((`mood` in (_utf8mb4'glad',_utf8mb4'sad')))"],
    [mariadb, "CHECK (`mood` in ('glad','sad'))"],
    [sqlite, "CHECK (mood IN ('glad', 'sad'))"],
    [sqlite, "CHECK (mood = 'glad' OR mood = 'sad')"],
    [sqlite, "CHECK (mood IS NULL OR mood IN ('glad', 'sad'))"],
  ])('$title: %s', ({ lexis }, definition) => {
    expect(listAllowed(column('text'), collect(check(definition)), lexis)).toEqual(['glad', 'sad']);
  });

  test.each(["CHECK (other IN ('glad'))", 'CHECK (length(mood) < 3)', "CHECK (mood IN ('glad') OR other > 3)", "CHECK (mood <> 'sad')", 'CHECK (mood IN (1, 2))'])('not of %s', (definition) => {
    expect(listAllowed(column('text'), collect(check(definition)), sqlite.lexis)).toBeUndefined();
  });

  test('of several, what all allow', () => {
    expect(listAllowed(column('text'), collect(check("CHECK (mood IN ('glad', 'sad'))"), check("CHECK (mood IN ('sad', 'calm'))", 'ck2')), sqlite.lexis)).toEqual(['sad']);
  });
});

describe('types', () => {
  const mood = make('enum type', 'mood', { labels: ['glad', 'sad'] });
  const odd = make('enum type', 'My "Mood', { labels: ['odd'] }, { schema: 'app' });
  const domain = make('domain', 'short_mood', { type: 'public.mood', constraints: [`"a check" CHECK ((VALUE = ANY (ARRAY['glad'::public.mood])))`] });
  const catalog = collect(mood, odd, domain);

  test.each([
    ['mood', ['glad', 'sad']],
    ['public.mood', ['glad', 'sad']],
    ['public.mood[]', ['glad', 'sad']],
    ['app."My ""Mood"', ['odd']],
    ['public.short_mood', ['glad']],
    ['text', undefined],
    ['app.mood', undefined],
  ])('%s', (type, expected) => {
    expect(listAllowed(column(type), catalog, postgresql.lexis)).toEqual(expected);
  });

  test('labels of the column’s own', () => {
    expect(listAllowed(column('enum', ['a', 'b']), catalog, mysql.lexis)).toEqual(['a', 'b']);
  });

  test('a type of the default schema goes before one of another', () => {
    expect(findType('mood', collect(make('enum type', 'mood', {}, { schema: 'app' }), mood))).toBe(mood);
  });
});
