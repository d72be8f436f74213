import { describe, expect, test } from 'vitest';
import type { CatalogObject } from '../../src/catalog/model.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { column, makeCatalog } from '../checks/compatibility/make-catalog.ts';
import type { Part } from '../checks/compatibility/make-catalog.ts';

function isFilledIn(dialect: Dialect, attributes: CatalogObject['attributes'], ...others: readonly Part[]): boolean {
  const catalog = makeCatalog({ kind: 'table', name: 't' }, column('t', 'plan', { nullable: false, type: 'text', ...attributes }), ...others);
  const found = [...catalog.objects.values()].find(({ kind }) => kind === 'column');
  if (found === undefined) throw new Error('the catalog has no column');
  return dialect.isFilledIn(found, catalog);
}

const trigger = (definition: string): Part => ({ kind: 'trigger', name: 'fill', table: 't', attributes: { definition } });

describe('PostgreSQL', () => {
  const fill = (body: string): Part => ({ kind: 'function', name: 'fill()', attributes: { definition: `CREATE OR REPLACE FUNCTION public.fill()\n RETURNS trigger AS $$ ${body} $$` } });
  test.each<[string, boolean, CatalogObject['attributes'], readonly Part[]]>([
    ['nothing', false, {}, []],
    ['a default', true, { default: "'free'::text" }, []],
    ['an identity', true, { identity: 'BY DEFAULT' }, []],
    ['an expression', true, { generated: 'upper(name) STORED' }, []],
    ['the default of its domain', true, { type: 'public.plan' }, [{ kind: 'domain', name: 'plan', schema: 'public', attributes: { default: "'free'" } }]],
    ['a domain without a default', false, { type: 'plan' }, [{ kind: 'domain', name: 'plan', attributes: { default: null } }]],
    ['a trigger', true, {}, [trigger('CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.fill()'), fill('BEGIN NEW.plan := 1; RETURN NEW; END')]],
    ['a trigger that runs on updates as well, named second', true, {}, [trigger('CREATE TRIGGER fill BEFORE UPDATE OR INSERT ON t FOR EACH ROW EXECUTE FUNCTION fill()'), fill('BEGIN NEW."plan" := 1; RETURN NEW; END')]],
    ['a trigger that runs after', false, {}, [trigger('CREATE TRIGGER fill AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION fill()'), fill('BEGIN NEW.plan := 1; RETURN NEW; END')]],
    ['a trigger of another column', false, {}, [trigger('CREATE TRIGGER fill BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION fill()'), fill('BEGIN NEW.name := 1; RETURN NEW; END')]],
  ])('%s: %s', (_, expected, attributes, others) => {
    expect(isFilledIn(postgresql, attributes, ...others)).toBe(expected);
  });
});

describe('MySQL and MariaDB', () => {
  test.each<[string, boolean, CatalogObject['attributes'], readonly Part[]]>([
    ['nothing', false, {}, []],
    ['a default', true, { default: "'free'" }, []],
    ['AUTO_INCREMENT', true, { autoIncrement: true }, []],
    ['the first label', true, { type: 'enum', labels: ['free'] }, []],
    ['NULL', true, { nullable: true }, []],
    ['no default any more, not even NULL', false, { nullable: true, requiresValue: true }, []],
    ['a trigger', true, {}, [trigger('CREATE TRIGGER `fill` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.`plan` = 1')]],
    ['a trigger of another column', false, {}, [trigger('CREATE TRIGGER `fill` BEFORE INSERT ON `t` FOR EACH ROW SET NEW.planned = 1')]],
    ['a trigger on updates', false, {}, [trigger('CREATE TRIGGER `fill` BEFORE UPDATE ON `t` FOR EACH ROW SET NEW.plan = 1')]],
  ])('%s: %s', (_, expected, attributes, others) => {
    expect(isFilledIn(mysql, attributes, ...others)).toBe(expected);
  });
});

describe('SQLite', () => {
  const key = (definition: string): Part => ({ kind: 'constraint', name: 'key', table: 't', attributes: { constraintType: 'primary key', definition } });
  test.each<[string, boolean, CatalogObject['attributes'], readonly Part[]]>([
    ['nothing', false, {}, []],
    ['a default', true, { default: "'free'" }, []],
    ['an expression', true, { generated: 'upper(name) STORED' }, []],
    ['the number of the row', true, { type: 'INTEGER' }, [key('PRIMARY KEY ("plan")')]],
    ['a key of two columns', false, { type: 'INTEGER' }, [key('PRIMARY KEY ("plan", id)')]],
    ['a key that is a text', false, { type: 'VARCHAR(20)' }, [key('PRIMARY KEY ("plan")')]],
  ])('%s: %s', (_, expected, attributes, others) => {
    expect(isFilledIn(sqlite, attributes, ...others)).toBe(expected);
  });
});
