import type { AttributeChange } from '../../catalog/change.ts';
import type { AttributeValue, CatalogObject } from '../../catalog/model.ts';
import { toList, writeCollation } from './define-column.ts';
import { definePartitions } from './define-table.ts';
import { quoteText } from './quoting.ts';
import { execute, path } from './undo-names.ts';

/** The lines that give a table back what it had; none for what no one line restores. */
export function restoreTable(object: CatalogObject, changes: readonly AttributeChange[]): (string | undefined)[] {
  const alter = `ALTER TABLE ${path(object)}`;
  return changes.map(({ attribute, before, after }) => {
    switch (attribute) {
      case 'engine':
        return execute(`${alter} ENGINE = ${String(before)}`);
      case 'collation':
        return execute(`${alter} DEFAULT ${writeCollation(String(before))}`);
      case 'rowFormat':
        return execute(`${alter} ROW_FORMAT = ${typeof before === 'string' ? before : 'DEFAULT'}`);
      case 'comment':
        return execute(`${alter} COMMENT = ${quoteText(typeof before === 'string' ? before : '')}`);
      case 'options':
        return restoreOptions(alter, before, after);
      case 'partitionBy':
      case 'partitions':
        return execute(restorePartitions(alter, object));
      case 'systemVersioned':
        return execute(`${alter} ${before === true ? 'ADD' : 'DROP'} SYSTEM VERSIONING`);
      default:
        return undefined;
    }
  });
}

/** With a whole new list, which keeps the rows, whatever partitions were lost, gained or changed. */
function restorePartitions(alter: string, object: CatalogObject): string {
  return typeof object.attributes['partitionBy'] === 'string' ? `${alter} ${definePartitions(object)}` : `${alter} REMOVE PARTITIONING`;
}

/** What takes an option away again. https://dev.mysql.com/doc/refman/9.7/en/create-table.html */
const unset: Readonly<Record<string, string>> = {
  AVG_ROW_LENGTH: '0', CHECKSUM: '0', DELAY_KEY_WRITE: '0', INSERT_METHOD: 'NO', KEY_BLOCK_SIZE: '0', MAX_ROWS: '0', MIN_ROWS: '0', PACK_KEYS: 'DEFAULT',
  STATS_AUTO_RECALC: 'DEFAULT', STATS_PERSISTENT: 'DEFAULT', STATS_SAMPLE_PAGES: 'DEFAULT', COMPRESSION: "'none'", ENCRYPTION: "'N'", SECONDARY_ENGINE: 'NULL',
  PAGE_COMPRESSED: 'DEFAULT', PAGE_COMPRESSION_LEVEL: 'DEFAULT', ENCRYPTED: 'DEFAULT', ENCRYPTION_KEY_ID: 'DEFAULT', PAGE_CHECKSUM: '0', TRANSACTIONAL: 'DEFAULT',
}; // prettier-ignore

/** Options are texts such as `STATS_PERSISTENT=0`. */
function restoreOptions(alter: string, before: AttributeValue, after: AttributeValue): string | undefined {
  const [had, has] = [toList(before), toList(after)];
  const nameOf = (option: string): string => option.split('=')[0] ?? '';
  const surplus = has.map(nameOf).filter((name) => !had.map(nameOf).includes(name));
  if (surplus.some((name) => unset[name] === undefined)) return undefined;
  const words = [...had.filter((option) => !has.includes(option)), ...surplus.map((name) => `${name}=${unset[name] ?? ''}`)];
  return words.length === 0 ? undefined : execute(`${alter} ${words.join(' ')}`);
}
