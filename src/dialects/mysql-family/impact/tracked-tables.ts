import type { StatementObservation, TableName } from '../../../observe/observation.ts';

/** The tables that were there before a step, by the names that they have now. */
export class TrackedTables {
  readonly #originals: Map<string, string>;

  constructor(names: readonly string[]) {
    this.#originals = new Map(names.map((name) => [name, name]));
  }

  /** What a table was called before the step; undefined where it was not there. */
  findOriginal(name: string): TableName | undefined {
    const original = this.#originals.get(name);
    return original === undefined ? undefined : { schema: null, name: original };
  }

  /** Notes what a statement did with their names. */
  follow({ parsed }: StatementObservation): void {
    if (!parsed.parsed) return;
    for (const { kind, target, newName, flags } of parsed.operations) {
      if (flags.includes('temporary')) continue;
      const original = this.#originals.get(target.name);
      if (kind !== 'drop-table' && kind !== 'rename-table') continue;
      this.#originals.delete(target.name);
      if (kind === 'rename-table' && original !== undefined && newName !== undefined) this.#originals.set(newName, original);
    }
  }
}
