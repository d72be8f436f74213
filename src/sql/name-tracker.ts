import type { Rename } from '../catalog/rename.ts';
import { isSameName } from '../catalog/same-name.ts';
import type { ObjectName, Operation, TableCopy } from './operation.ts';

/** A column or index. */
interface Part {
  readonly isIndex: boolean;
  /** What it was called before the statements. */
  readonly origin: string;
  /** Undefined once it is dropped. */
  name: string | undefined;
}

interface Table {
  readonly schema: string | undefined;
  /** What it was called before the statements; undefined for one that they made. */
  origin: string | undefined;
  /** The statements made it, or would have if it was missing. */
  readonly isMade: boolean;
  /** Undefined once it is dropped. */
  name: string | undefined;
  /** The table whose rows it was given, and what that was called then. */
  copied: { readonly table: Table; readonly name: string } | undefined;
  parts: Part[];
}

/** Knows what tables and their parts were called before some statements, whatever these call them in between. */
export class NameTracker {
  readonly #tables: Table[] = [];

  /** Takes note of what an operation does to names. */
  follow({ kind, target, member, newName, copy, flags }: Operation): void {
    switch (kind) {
      case 'create-table':
        this.#tables.push({ ...target, origin: flags.includes('if-not-exists') ? target.name : undefined, isMade: true, copied: undefined, parts: [] });
        break;
      case 'drop-table':
      case 'drop-view':
      case 'drop-sequence':
        this.#find(target).name = undefined;
        break;
      case 'rename-table':
        if (newName !== undefined) renameTable(this.#find(target), newName);
        break;
      case 'rename-column':
      case 'rename-index':
        if (member !== undefined && newName !== undefined) findPart(this.#find(target), member, kind === 'rename-index').name = newName;
        break;
      case 'drop-column':
        if (member !== undefined) findPart(this.#find(target), member, false).name = undefined;
        break;
      case 'insert':
        if (copy !== undefined) fillTable(this.#find(target), this.#find(copy.from), copy);
        break;
      default:
    }
  }

  /** Tables first, in the order in which they were met. */
  listRenames(): Rename[] {
    const known = this.#tables.flatMap(({ schema, origin, name, parts }) => (origin === undefined || name === undefined ? [] : [{ schema, origin, name, parts }]));
    const tables = known.flatMap(({ schema, origin, name }): Rename[] => (origin === name ? [] : [{ schema, from: origin, to: name }]));
    const parts = known.flatMap(({ schema, origin: table, parts }) =>
      parts.flatMap(({ origin, name, isIndex }): Rename[] => (name === undefined || name === origin ? [] : [{ schema, table, from: origin, to: name, ...(isIndex ? { isIndex } : {}) }])),
    );
    return [...tables, ...parts];
  }

  /** The table that has a name now; one not met yet was there before. */
  #find(named: ObjectName): Table {
    const inSchema = this.#tables.filter(({ schema }) => schema === undefined || named.schema === undefined || schema === named.schema);
    const found = findNamed(inSchema, named.name);
    if (found !== undefined) return found;
    const table: Table = { ...named, origin: named.name, isMade: false, copied: undefined, parts: [] };
    this.#tables.push(table);
    return table;
  }
}

function renameTable(table: Table, name: string): void {
  table.name = name;
  takePlace(table);
}

/** A table that the statements made is given the rows of another one. */
function fillTable(into: Table, from: Table, { columns }: TableCopy): void {
  if (!into.isMade || into.copied !== undefined || from.name === undefined) return;
  into.copied = { table: from, name: from.name };
  into.parts = columns.map(({ from: source, to }) => ({ isIndex: false, origin: findPart(from, source, false).origin, name: to }));
  takePlace(into);
}

/** A copy that has the name of the table it was made from is that table, made anew. */
function takePlace(table: Table): void {
  for (let source = table.copied; source !== undefined; source = source.table.copied) {
    const { origin } = source.table;
    if (isSameName(table.name, source.name) || isSameName(table.name, origin)) table.origin = origin;
  }
}

function findPart(table: Table, name: string, isIndex: boolean): Part {
  const found = findNamed(table.parts.filter((part) => part.isIndex === isIndex), name);
  if (found !== undefined) return found;
  const part: Part = { isIndex, origin: name, name };
  table.parts.push(part);
  return part;
}

/** By its name, or, where none has it, by the name without its case: most databases do not heed it. */
function findNamed<T extends { readonly name: string | undefined }>(candidates: readonly T[], name: string): T | undefined {
  return candidates.find((candidate) => candidate.name === name) ?? candidates.find((candidate) => isSameName(candidate.name, name));
}
