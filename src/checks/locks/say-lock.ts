import type { TableLock, TableName } from '../../observe/observation.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { sayFew } from '../../say-list.ts';
import type { ObservationContext } from '../check.ts';
import { nameTable } from '../rows/row-table.ts';
import type { LocatedForm, LockingStatement } from './list-locking.ts';
import { listStrongest } from './open-transaction.ts';
import type { HeldLock } from './open-transaction.ts';

/** A table for people, in backticks. */
export function sayTable({ schema, name }: TableName, { dialect }: ObservationContext): string {
  return `\`${nameTable({ schema, table: name }, dialect)}\``;
}

/** ``AccessExclusiveLock on `users` ``, with backticks around the lock's name as well. */
export function sayLock(lock: TableLock, context: ObservationContext): string {
  return `\`${lock.mode}\` on ${sayTable(lock, context)}`;
}

/** ``AccessExclusiveLock on `users` and `teams` ``, each kind of lock once. */
export function sayLocks(locks: readonly TableLock[], context: ObservationContext): string {
  const modes = [...new Set(locks.map(({ mode }) => mode))];
  return listWords(modes.map((mode) => `\`${mode}\` on ${listWords(locks.filter((lock) => lock.mode === mode).map((lock) => sayTable(lock, context)))}`));
}

/** What others cannot do, as the end of a sentence. */
export function sayBlocking(locks: readonly Pick<TableLock, 'blocks'>[]): string {
  return locks.some(({ blocks }) => blocks === 'reads') ? 'blocks reads and writes' : 'blocks writes';
}

/** ``, under `ShareLock` on `users`, which blocks writes``; empty where there is none. */
export function sayUnder(locks: readonly TableLock[], context: ObservationContext): string {
  if (locks.length === 0) return '';
  return ` under ${sayLocks(locks, context)}, which ${sayBlocking(locks)}`;
}

/** The end of a message: what the transaction holds besides, and keeps until the work is done. Empty where that is nothing more. */
export function sayBesides({ held, revision }: LockingStatement, locks: readonly TableLock[], context: ObservationContext): string {
  const besides = held.filter(({ lock }) => !locks.some((own) => tableKey(own) === tableKey(lock) && (own.blocks === lock.blocks || own.blocks === 'reads')));
  return besides.length === 0 ? '' : ` Meanwhile its transaction holds ${sayHeld(besides, revision, context)}.`;
}

/** ``AccessExclusiveLock on `users` (from line 12)``, with the revision's name where that is another. */
export function sayHeld(held: readonly HeldLock[], revision: string, context: ObservationContext): string {
  return listWords(listStrongest(held).map((each) => `${sayLock(each.lock, context)}${sayOrigin(each, revision)}`));
}

function sayOrigin({ revision, statement: { line } }: HeldLock, own: string): string {
  const places = [...(revision === own ? [] : [`revision \`${revision}\``]), ...(line === undefined ? [] : [`line ${String(line)}`])];
  return places.length === 0 ? '' : ` (from ${places.join(', ')})`;
}

/** `a`, `a and b`, `a, b and c`; of many the first ones. */
export function listWords(words: readonly string[]): string {
  return sayFew(words, 4);
}

/** What of a statement a check is about, in one sentence. */
export function sayForms(forms: readonly Pick<LocatedForm, 'what'>[]): string {
  return listWords(forms.map(({ what }, index) => (index === 0 ? what : what.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()))));
}

/** The facts of a finding, a line for each lock. */
export function writeFacts(working: LockingStatement, locks: readonly TableLock[], context: ObservationContext): string[] {
  const { following, rewrites, scans } = working;
  const work = [
    ...(rewrites.length === 0 ? [] : [`writes anew ${listWords(rewrites.map((rewrite) => (rewrite.kind === 'table' ? sayTable(rewrite, context) : `index ${sayTable(rewrite, context)}`)))}`]),
    ...(scans.length === 0 ? [] : [`reads all rows of ${listWords(scans.map((table) => sayTable(table, context)))}`]),
  ];
  const after = following === 0 || locks.length === 0 ? [] : [`${String(following)} more statement${following === 1 ? ' runs' : 's run'} while it is held`];
  const facts = [...work, ...after].join('; ');
  if (locks.length === 0) return facts === '' ? [] : [`~ ${facts}`];
  return locks.map((lock, index) => `~ ${sayLock(lock, context)}: ${sayBlocking([lock])}${index === 0 && facts !== '' ? `; ${facts}` : ''}`);
}
