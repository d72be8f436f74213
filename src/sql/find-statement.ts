import type { StatementObservation } from '../observe/observation.ts';
import type { Effect } from './effect.ts';
import { findRebuild } from './find-rebuild.ts';
import type { Operation, OperationKind } from './operation.ts';

/**
 * The statement that had an effect: the first whose operation names it, most exactly. A schema left out in the statement is any. Where none
 * names it, one that takes it along (a dropped column its constraints, a table made anew what it is made without), and then one whose text
 * does not say what it does, because it can only have been that.
 */
export function findStatement(statements: readonly StatementObservation[], effect: Effect): StatementObservation | undefined {
  return (
    findNaming(statements, effect) ??
    findMatching(statements, effect, namesUnnamed) ??
    findMatching(statements, effect, takesAlong) ??
    findRebuild(statements, effect) ??
    findAnew(statements, effect) ??
    statements.findLast((statement) => listOperations(statement).some(isIndirect)) ??
    findOpaque(statements, effect.member ?? effect.target)
  );
}

/** The first statement that names an effect. */
export function findNaming(statements: readonly StatementObservation[], effect: Effect): StatementObservation | undefined {
  return (
    findMatching(statements, effect, (operation) => isInSameSchema(operation, effect) && names(operation, effect)) ??
    findMatching(statements, effect, names) ??
    findMatching(statements, effect, (operation) => names(inLowerCase(operation), inLowerCase(effect)))
  );
}

function findMatching(statements: readonly StatementObservation[], effect: Effect, matches: (operation: Operation, effect: Effect) => boolean): StatementObservation | undefined {
  return statements.find((statement) => listOperations(statement).some((operation) => !operation.flags.includes('temporary') && matches(operation, effect)));
}

/**
 * The statement that can have done what no text says: the last procedural one, else the last that could not be read, that writes into the
 * system's own tables, or that does nothing but call a function, each where it speaks of `name` before others.
 */
export function findOpaque(statements: readonly StatementObservation[], name: string): StatementObservation | undefined {
  const own = statements.filter(({ ordinal, isFailed }) => ordinal !== undefined && !isFailed);
  const kinds: readonly ((statement: StatementObservation) => boolean)[] = [isProcedural, ({ parsed }) => !parsed.parsed, writesSystem, isCall];
  for (const isMeant of kinds) {
    const found = own.findLast((statement) => isMeant(statement) && statement.sql.toLowerCase().includes(name.toLowerCase())) ?? own.findLast(isMeant);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether what a statement does stands elsewhere, in a procedure or in a text that it puts together. */
function isProcedural(statement: StatementObservation): boolean {
  return listOperations(statement).some(({ kind }) => kind === 'procedural');
}

/** Whether a statement edits the tables in which the database keeps its schema. */
function writesSystem(statement: StatementObservation): boolean {
  return listOperations(statement).some(({ kind, target }) => writes.has(kind) && /^(?:pg|sqlite)_/i.test(target.name));
}

const writes: ReadonlySet<OperationKind> = new Set(['insert', 'update', 'delete']);

/** Whether a statement is a SELECT that does nothing but call one function, whose work its text does not tell. */
export function isCall({ sql }: StatementObservation): boolean {
  return /^\s*SELECT\s+(?:\*\s+FROM\s+)?(?:[\w$]+|"[^"]+"|`[^`]+`)(?:\.(?:[\w$]+|"[^"]+"|`[^`]+`))?\s*\((?:(?!\bFROM\b).)*\)\s*;?\s*$/is.test(sql);
}

/** What a statement does; nothing where it could not be read. */
export function listOperations(statement: StatementObservation): readonly Operation[] {
  return statement.parsed.parsed ? statement.parsed.operations : [];
}

/** Parts whose names belong to the schema and not to their table, so that a statement may leave out the table. */
const namedAlone: readonly OperationKind[] = ['drop-index', 'drop-trigger'];

function names(operation: Operation, effect: Effect): boolean {
  const { kind, target, member } = operation;
  if (!effect.kinds.includes(kind) || (target.schema !== undefined && effect.schema !== null && target.schema !== effect.schema)) return false;
  if (member === undefined && effect.member !== undefined && namedAlone.includes(kind)) return target.name === effect.member;
  return target.name === effect.target && (effect.member === undefined || member === undefined || member === effect.member);
}

function isInSameSchema({ target }: Operation, { schema }: Effect): boolean {
  return target.schema === undefined || target.schema === schema;
}

/** Names as databases compare them that do not heed their case. */
function inLowerCase<T extends Operation | Effect>(named: T): T {
  const target = typeof named.target === 'string' ? named.target.toLowerCase() : { ...named.target, name: named.target.name.toLowerCase() };
  return { ...named, target, ...(named.member === undefined ? {} : { member: named.member.toLowerCase() }) };
}

/** A constraint that nobody named is called after what it is, `CHECK (a > 0)`, while the statement has the name that the server gave. */
function namesUnnamed(operation: Operation, effect: Effect): boolean {
  if (effect.member?.includes('(') !== true) return false;
  return names(operation, { kinds: effect.kinds, schema: effect.schema, target: effect.target });
}

/** Constraints and indexes go with their column. */
function takesAlong({ kind, target }: Operation, { kinds, schema, target: table }: Effect): boolean {
  if (kind !== 'drop-column' || !(kinds.includes('drop-constraint') || kinds.includes('drop-index'))) return false;
  return target.name === table && (target.schema === undefined || schema === null || target.schema === schema);
}

/** What a table loses that is dropped and created under the same name goes with the drop; what it has otherwise is as it is created. */
function findAnew(statements: readonly StatementObservation[], { kinds, schema, target, member }: Effect): StatementObservation | undefined {
  if (member === undefined) return undefined;
  const find = (kind: OperationKind, from: readonly StatementObservation[]): StatementObservation | undefined => findMatching(from, { kinds: [kind], schema, target }, (operation, effect) => names(inLowerCase(operation), inLowerCase(effect)));
  const dropped = find('drop-table', statements);
  const created = dropped === undefined ? undefined : find('create-table', statements.slice(statements.indexOf(dropped)));
  return created === undefined || kinds.some((kind) => kind.startsWith('drop-')) ? dropped : created;
}

function isIndirect({ kind, flags }: Operation): boolean {
  return kind === 'procedural' || kind === 'drop-owned' || flags.includes('cascade');
}

/** The statements of a revision that do something: without those of Alembic and `env.py`, and without those that only read, such as reflection's. */
export function listWorking(statements: readonly StatementObservation[]): readonly StatementObservation[] {
  return statements.filter((statement) => statement.ordinal !== undefined && !isReading(statement));
}

function isReading(statement: StatementObservation): boolean {
  const operations = listOperations(statement);
  return operations.length > 0 && operations.every(({ kind }) => kind === 'select' || kind === 'setting' || kind === 'transaction');
}
