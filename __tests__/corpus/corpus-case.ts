import type { DialectName } from '../../src/dialects/dialect.ts';

/** A revision in the style of those that people write, or several that are meant to follow one another. */
export interface CorpusCase {
  readonly name: string;
  /** Where nothing is said, PostgreSQL. */
  readonly dialects?: readonly DialectName[];
  /** SQL of the merge base. `{t}` is a name that belongs to the case's form alone. */
  readonly base?: readonly string[];
  /** The lines of `upgrade()`, a text for each revision, as Alembic's operations and as SQL. */
  readonly op?: readonly string[];
  readonly sql?: readonly string[];
  /** The lines of `downgrade()`, a text for each revision. */
  readonly down: readonly string[];
}

/** One written form of a case, its names filled in. */
export interface CorpusForm {
  /** `drop a column, op`. */
  readonly title: string;
  readonly base: readonly string[];
  readonly revisions: readonly { readonly id: string; readonly upgrade: string; readonly downgrade: string }[];
}

/** The forms of the cases of a dialect, in order. */
export function listForms(cases: readonly CorpusCase[], dialect: DialectName): CorpusForm[] {
  return cases.filter(({ dialects = ['postgresql'] }) => dialects.includes(dialect)).flatMap((one, index) => {
    const forms = { op: one.op, sql: one.sql };
    return Object.entries(forms).flatMap(([form, upgrades]) => {
      if (upgrades === undefined) return [];
      if (upgrades.length !== one.down.length) throw new Error(`${one.name}: ${form} has ${String(upgrades.length)} revisions and ${String(one.down.length)} ways back`);
      const name = `${one.name.replaceAll(/[^a-z]+/g, '_').slice(0, 20).replace(/_$/, '')}_${form}_${String(index + 1)}`;
      const fill = (text: string): string => text.replaceAll('{t}', name);
      return [{
        title: `${one.name}, ${form}`,
        base: (one.base ?? []).map(fill),
        revisions: upgrades.map((upgrade, step) => ({ id: `c${String(index + 1).padStart(3, '0')}${form}${String(step + 1)}`, upgrade: fill(upgrade), downgrade: fill(one.down[step] ?? '') })),
      }]; // prettier-ignore
    });
  });
}
