import { hash } from 'node:crypto';
import type { ColumnFingerprint, TableFingerprint } from '../../../rows/fingerprint.ts';
import type { Row, SqliteConnection } from '../connect.ts';
import { quoteName } from '../quoting.ts';
import { findError, isForeign } from '../sqlite-error.ts';
import type { TableStructure } from './read-structure.ts';
import { listKeyColumns } from './read-tables.ts';
import { writeCanonical } from './stored-value.ts';

/**
 * One table's rows, by one query. SQLite works in our own process, so that rows leave no server when they are hashed here.
 * A column that is computed by what only the project's own connection has is told by SQLite's words; undefined where that is so of all of them.
 */
export function readTableFingerprint(connection: SqliteConnection, table: TableStructure): TableFingerprint | undefined {
  let fingerprint: TableFingerprint | undefined;
  const error = findError(() => void (fingerprint = readColumns(connection, table, table.columns.map(({ name }) => name))));
  if (error === undefined) return fingerprint;
  if (!isForeign(error.message)) throw error;
  const refusals = new Map(table.columns.map(({ name }) => [name, findError(() => void connection.all(`SELECT ${quoteName(name)} FROM ${quoteName(table.name)} LIMIT 0`))]));
  const readable = [...refusals].flatMap(([name, refusal]) => (refusal === undefined ? [name] : []));
  if (readable.length === 0) return undefined;
  const read = readColumns(connection, table, readable);
  const columns = [...refusals].map(([name, refusal]) => [name, read.columns.get(name) ?? { nulls: 0, values: `not readable: ${refusal?.message ?? ''}`, keyed: null }] as const);
  return { ...read, columns: new Map(columns) };
}

function readColumns(connection: SqliteConnection, table: TableStructure, names: readonly string[]): TableFingerprint {
  const key = listKeyColumns(table);
  const keyPlaces = key.map((name) => names.indexOf(name));
  const tallies = names.map(() => new Tally());
  let count = 0;
  for (const row of connection.iterate(`SELECT ${names.map(quoteName).join(', ')} FROM ${quoteName(table.name)}`)) {
    count += 1;
    const keyText = keyPlaces.length === 0 ? null : writeKey(row, keyPlaces);
    for (const [place, tally] of tallies.entries()) tally.add(writeCanonical(row[place] ?? null), keyText);
  }
  return { schema: null, name: table.name, count, columns: new Map(names.map((name, place) => [name, tallies[place]?.read(key.length > 0) ?? noValues])), key };
}

const noValues: ColumnFingerprint = { nulls: 0, values: '', keyed: null };

/** Lengths before texts keep `a`, `bc` and `ab`, `c` apart. */
function writeKey(row: Row, places: readonly number[]): string {
  return places.map((place) => {
    const text = writeCanonical(row[place] ?? null);
    return text === null ? '-' : `${String(text.length)}:${text}`;
  }).join(''); // prettier-ignore
}

/** What is seen of one column. */
class Tally {
  #nulls = 0;
  readonly #values = new Sum();
  readonly #keyed = new Sum();

  add(value: string | null, key: string | null): void {
    if (value === null) this.#nulls += 1;
    else this.#values.add(value);
    if (key !== null) this.#keyed.add(`${key}=${value ?? '-'}`);
  }

  read(isKeyed: boolean): ColumnFingerprint {
    return { nulls: this.#nulls, values: this.#values.read(), keyed: isKeyed ? this.#keyed.read() : null };
  }
}

const lanes = 8;

/** A sum of SHA-256 digests, in which their order plays no part: eight numbers of 32 bits, each added up by itself. */
class Sum {
  readonly #lanes = new Uint32Array(lanes);

  add(text: string): void {
    // Every byte as one character, which is the quickest form.
    const digest = hash('sha256', text, 'binary');
    for (let lane = 0; lane < lanes; lane += 1) {
      const at = lane * 4;
      this.#lanes[lane] = (this.#lanes[lane] ?? 0) + ((digest.charCodeAt(at) << 24) | (digest.charCodeAt(at + 1) << 16) | (digest.charCodeAt(at + 2) << 8) | digest.charCodeAt(at + 3));
    }
  }

  read(): string {
    return Buffer.from(this.#lanes.buffer).toString('hex');
  }
}
