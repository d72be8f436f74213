import type { TableShape } from '../../../rows/table-shape.ts';
import { readModule } from '../catalog/schema-rows.ts';
import type { SqliteConnection } from '../connect.ts';
import { quoteName } from '../quoting.ts';
import type { TableStructure } from './read-structure.ts';

/** Modules whose tables hold texts. https://sqlite.org/fts5.html https://sqlite.org/fts3.html */
const textModules = new Set(['fts3', 'fts4', 'fts5']);
/** Modules whose tables hold numbers and shapes by rules of their own. https://sqlite.org/rtree.html https://sqlite.org/geopoly.html */
const spatialModules = new Set(['rtree', 'rtree_i32', 'geopoly']);

/** Whether a virtual table holds rows of its own, as far as is known of its module; else it shows what is elsewhere. */
export function holdsOwnRows({ sql, columns }: TableStructure): boolean {
  const module = readModule(sql);
  // https://sqlite.org/fts5.html#external_content_and_contentless_tables
  return columns.length > 0 && (spatialModules.has(module) || (textModules.has(module) && !/[(,]\s*content\s*=/i.test(sql)));
}

/** What a virtual table takes: those for searching take texts, if they hold them themselves. Of other modules that is not known. */
export function readVirtualTable(connection: SqliteConnection, table: TableStructure): TableShape {
  const module = readModule(table.sql);
  const shape = { schema: null, name: table.name, keys: [], foreignKeys: [], conditions: [], exclusions: [], partitions: undefined };
  if (!textModules.has(module) || !holdsOwnRows(table)) return { ...shape, columns: [], hasRows: false, refuses: `it is a virtual table of the module \`${module}\`` };
  return {
    ...shape,
    columns: table.columns.map(({ name }) => ({
      name, type: { kind: 'text', maxLength: undefined, isPadded: false, repertoire: 'unicode', isLoose: false }, typeName: '', isNullable: true, default: undefined, made: undefined,
    })), // prettier-ignore
    hasRows: connection.all(`SELECT 1 FROM ${quoteName(table.name)} LIMIT 1`).length > 0,
    refuses: undefined,
  };
}
