import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import { listDemands } from '../../rows/conditions/list-demands.ts';
import { parseCondition } from '../../rows/conditions/parse-condition.ts';
import type { Lexis } from '../../sql/lexer.ts';
import { readCheck } from '../rows/read-key-definition.ts';

/**
 * The values that a column may hold where they are listed: as labels of its own, of its enum or of that of its array, by its domain, or by
 * CHECK constraints of its table. Undefined where it may hold others.
 */
export function listAllowed(column: CatalogObject, catalog: Catalog, lexis: Lexis): readonly string[] | undefined {
  const type = findType(String(column.attributes['type'] ?? ''), catalog);
  const lists = [readLabels(column), ...(type === undefined ? [] : [listAllowedByType(type, catalog, lexis)]), ...listChecks(column, catalog).map((check) => readChoices(readCheck(check), column.name, lexis))];
  return intersect(lists);
}

/** The same of an enum or a domain. */
export function listAllowedByType(type: CatalogObject, catalog: Catalog, lexis: Lexis): readonly string[] | undefined {
  if (type.kind === 'enum type') return readLabels(type);
  const { constraints, type: base } = type.attributes;
  const under = findType(String(base ?? ''), catalog);
  const checks = Array.isArray(constraints) ? constraints.map(String) : [];
  // Its name stands before each.
  const choices = checks.map((text) => readChoices(readCheck({ ...type, attributes: { definition: text.replace(/^(?:"(?:[^"]|"")*"|\S+) /, '') } }), 'VALUE', lexis));
  return intersect([...(under === undefined ? [] : [listAllowedByType(under, catalog, lexis)]), ...choices]);
}

/** The enum or domain that a column's type names, with or without its schema, also where it is one of arrays of it. */
export function findType(text: string, catalog: Catalog): CatalogObject | undefined {
  const names = [...text.replace(/(?:\[\d*\])+$/, '').matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
  const [schema, name] = [names.at(-2), names.at(-1)];
  const found = [...catalog.objects.values()].filter((object) => (object.kind === 'enum type' || object.kind === 'domain') && object.name === name && (schema === undefined || object.schema === schema));
  return found.find((object) => object.schema === 'public') ?? found[0];
}

/** The conditions of the column's table. */
export function listChecks({ parent }: CatalogObject, catalog: Catalog): readonly CatalogObject[] {
  return [...catalog.objects.values()].filter((object) => object.parent === parent && object.attributes['constraintType'] === 'check constraint');
}

function readLabels({ attributes: { labels } }: CatalogObject): readonly string[] | undefined {
  return Array.isArray(labels) ? labels.map(String) : undefined;
}

/** The texts of which a condition wants a column to be one; undefined where it wants something else or is about other columns. */
function readChoices(sql: string | undefined, column: string, lexis: Lexis): readonly string[] | undefined {
  const condition = sql === undefined ? undefined : parseCondition(sql, lexis);
  if (condition === undefined) return undefined;
  const ways = listDemands(condition);
  const choices = ways.map(({ columns, comparisons, isWhole }) => {
    const [only, ...others] = [...columns];
    if (only === undefined || others.length > 0 || comparisons.length > 0 || !isWhole || !isSameName(only[0], column)) return undefined;
    if (only[1].isNull === true) return [];
    return only[1].oneOf?.map((value) => (value.kind === 'text' ? value.value : undefined));
  });
  const values = choices.flatMap((choice) => choice ?? [undefined]);
  return values.length === 0 || !values.every((value) => value !== undefined) ? undefined : values;
}

/** What all lists have, of those that there are. */
function intersect(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const [first, ...others] = lists.filter((list) => list !== undefined);
  return first?.filter((value) => others.every((list) => list.includes(value)));
}
