import type { DialectName } from '../../src/dialects/dialect.ts';
import type { OptionName } from '../../src/options/definitions.ts';

/** One value for all dialects, or each its own; a dialect left out does not compile. */
export type PerDialect<T> = T | Readonly<Record<DialectName, T>>;

/** Why a dialect cannot have a finding of the behaviour's check. */
export interface Absent {
  readonly absent: string;
  /** What it gives for the same revisions instead; left out where they cannot even be written for it. */
  readonly instead?: readonly string[];
}

/**
 * What the gate must say, and nothing else, in the report's order: `<check>`, or `<check>: <part of the message>`; then
 * `problem: <part of it>` for what keeps the run incomplete.
 */
export type Expected = readonly string[] | Absent;

/** One thing that a revision can do, and what the gate says of it on each kind of database. */
export interface Behaviour {
  /** What happens, in a few words; unique. */
  readonly name: string;
  /** The check that it is about: it must find it, or, where nothing is expected, must not. */
  readonly check: string;
  /** The bodies of revisions at the merge base, over `a1`, which makes the table `account`. */
  readonly base?: PerDialect<string | readonly string[]>;
  /**
   * The `upgrade` and `downgrade` of each new revision: `b1`, `b2` … Each follows the one before it, unless its body begins with a
   * `down_revision` of its own.
   */
  readonly revisions: PerDialect<string | readonly string[]>;
  /** Their ids, where those will not do. */
  readonly ids?: readonly string[];
  /** Python for `models.py`, whose `metadata` env.py then has. */
  readonly models?: PerDialect<string>;
  /** The same at the merge base, of the release that runs; the project is then a git repository, whose pull request it is. */
  readonly oldModels?: PerDialect<string>;
  /** Lines of env.py after the engine is made. */
  readonly onEngine?: PerDialect<string>;
  /** env.py has Alembic commit after each revision. */
  readonly commitsEach?: true;
  readonly options?: PerDialect<Partial<Readonly<Record<OptionName, string>>>>;
  readonly expect: Readonly<Record<DialectName, Expected>>;
  /**
   * Why its outcome can differ between versions of one server: then it is run on every version of the matrix, and otherwise on one version of
   * each dialect.
   */
  readonly differsByVersion?: string;
}

export const nothing: readonly string[] = [];

/** The same on every dialect there is or will be. */
export function everywhere(...said: readonly string[]): Behaviour['expect'] {
  return { postgresql: said, mysql: said, mariadb: said, sqlite: said };
}

/** The part of a behaviour that holds for a dialect. */
export function pick<T extends string | object | undefined>(value: PerDialect<T>, dialect: DialectName): T {
  return isPerDialect(value) ? value[dialect] : value;
}

function isPerDialect<T>(value: PerDialect<T>): value is Readonly<Record<DialectName, T>> {
  return typeof value === 'object' && value !== null && 'postgresql' in value && 'sqlite' in value;
}

export function isAbsent(expected: Expected): expected is Absent {
  return 'absent' in expected;
}

/** What the gate must say of a behaviour on a dialect; undefined where the dialect cannot have it. */
export function listExpected({ expect }: Behaviour, dialect: DialectName): readonly string[] | undefined {
  const expected = expect[dialect];
  return isAbsent(expected) ? expected.instead : expected;
}
