import { makeOperation } from '../../sql/make-operation.ts';
import type { Operation } from '../../sql/operation.ts';
import type { TokenReader } from '../../sql/token-reader.ts';

/** What `ALTER TABLE t …` does, the reader standing before the table; undefined where that cannot be told. https://www.sqlite.org/lang_altertable.html */
export function readAlterTable(reader: TokenReader): Operation[] | undefined {
  const table = reader.readObjectName();
  if (table === undefined) return undefined;
  switch (reader.acceptAny('RENAME TO', 'RENAME COLUMN', 'RENAME', 'ADD CONSTRAINT', 'ADD CHECK', 'ADD COLUMN', 'ADD', 'DROP CONSTRAINT', 'DROP COLUMN', 'DROP', 'ALTER COLUMN', 'ALTER')) {
    case 'RENAME TO':
      return [makeOperation('rename-table', table, { newName: reader.readName() })];
    case 'RENAME COLUMN':
    case 'RENAME': {
      const member = reader.readName();
      reader.accept('TO');
      return [makeOperation('rename-column', table, { member, newName: reader.readName() })];
    }
    case 'ADD COLUMN':
    case 'ADD':
      return [makeOperation('add-column', table, { member: reader.readName() })];
    case 'ADD CONSTRAINT':
      return [makeOperation('add-constraint', table, { member: reader.readName() })];
    case 'ADD CHECK':
      return [makeOperation('add-constraint', table)];
    case 'DROP COLUMN':
    case 'DROP':
      return [makeOperation('drop-column', table, { member: reader.readName() })];
    case 'DROP CONSTRAINT':
      return [makeOperation('drop-constraint', table, { member: reader.readName() })];
    case 'ALTER COLUMN':
    case 'ALTER': {
      const member = reader.readName();
      if (reader.accept('SET NOT NULL')) return [makeOperation('set-not-null', table, { member })];
      return reader.accept('DROP NOT NULL') ? [makeOperation('drop-not-null', table, { member })] : undefined;
    }
    default:
      return undefined;
  }
}
