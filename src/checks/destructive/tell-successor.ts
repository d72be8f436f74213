import { describeObject, describePath } from '../../catalog/describe.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { findNaming } from '../../sql/find-statement.ts';
import { writePath } from '../rows/row-table.ts';
import type { Destruction } from './find-destruction.ts';
import { describeEffect } from './list-along.ts';
import type { ReplacedSequence } from './list-replaced-sequences.ts';

/** What counts now, as people say it. */
export function nameSuccessor({ by }: ReplacedSequence): string {
  return by.kind === 'column' ? `the identity of ${describeObject(by)}` : `\`${describePath(by)}\``;
}

/** By what the statement is found that replaced a sequence: the one that drops it, else the one that drops or renames its table. */
export function findReplacing({ object, upgrade: { step, before } }: ReplacedSequence): Pick<Destruction, 'cause' | 'kinds'> {
  const kinds = ['drop-sequence'] as const;
  const table = before.objects.get(object.parent ?? '');
  if (table === undefined || findNaming(step.statements, describeEffect(object, kinds)) !== undefined) return { kinds };
  return { cause: table, kinds: ['drop-table', 'rename-table'] };
}

/** The statement that lets the successor go on after the highest number that is there. */
export function writeGoOn({ by, column }: ReplacedSequence, dialect: Pick<Dialect, 'defaultSchema' | 'quoteName'>): string {
  const table = writePath({ schema: column.schema, table: column.parentName ?? '' }, dialect);
  const counter = by.kind === 'column' ? `pg_get_serial_sequence(${quote(table)}, ${quote(column.name)})` : quote(writePath({ schema: by.schema, table: by.name }, dialect));
  return `SELECT setval(${counter}, (SELECT max(${dialect.quoteName(column.name)}) FROM ${table}))`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
