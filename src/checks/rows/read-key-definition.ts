import type { CatalogObject } from '../../catalog/model.ts';

/** A key as its definition in the catalog writes it; names are quoted where they need it. */
export interface KeyText {
  /** Columns and expressions that SELECT and GROUP BY take. */
  readonly parts: readonly string[];
  /** Which rows it is of; undefined: all. */
  readonly condition: string | undefined;
  /** Two NULLs are not the same to it. */
  readonly hasDistinctNulls: boolean;
}

/** What a unique key, a primary key or a unique index is over; undefined where its definition does not say. */
export function readKey({ attributes }: CatalogObject): KeyText | undefined {
  const definition = String(attributes['definition'] ?? '');
  const [group] = findGroups(definition);
  if (group === undefined) return undefined;
  const [, condition] = / WHERE (.+)$/is.exec(definition.slice(group.end)) ?? [];
  const hasDistinctNulls = !/^PRIMARY KEY/i.test(definition) && !/ NULLS NOT DISTINCT/i.test(withoutGroups(definition));
  return { parts: splitAtCommas(group.text).map(readPart), condition, hasDistinctNulls };
}

/** What a foreign key refers from and to. */
export interface ReferenceText {
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
}

/** Undefined where the definition does not name the columns it refers to. */
export function readReference({ attributes }: CatalogObject): ReferenceText | undefined {
  const definition = String(attributes['definition'] ?? '');
  const [from, to] = findGroups(definition);
  if (from === undefined || to === undefined) return undefined;
  const [, target] = /^ REFERENCES (.+?) ?$/is.exec(definition.slice(from.end, to.start)) ?? [];
  return target === undefined ? undefined : { columns: splitAtCommas(from.text), target, targetColumns: splitAtCommas(to.text) };
}

/** The condition of a CHECK constraint, without parentheses around the whole. */
export function readCheck({ attributes }: CatalogObject): string | undefined {
  const definition = String(attributes['definition'] ?? '');
  if (!/^CHECK/i.test(definition)) return undefined;
  let condition = findGroups(definition)[0]?.text;
  for (;;) {
    const [inner] = condition === undefined ? [] : findGroups(condition);
    if (inner === undefined || inner.start !== 0 || inner.end !== condition?.length) return condition;
    condition = inner.text;
  }
}

/** Without order, which GROUP BY does not take, and PostgreSQL's operator classes; MySQL's prefix of a column as its beginning. */
function readPart(part: string): string {
  const plain = part.replace(/ NULLS (?:FIRST|LAST)$/i, '').replace(/ (?:ASC|DESC)$/i, '').replace(/ [\w.]+_ops$/i, '');
  return plain.replace(/^(`(?:[^`]|``)+`|\w+)\((\d+)\)$/, 'left($1, $2)');
}

interface Group {
  readonly text: string;
  /** Of the parentheses. */
  readonly start: number;
  readonly end: number;
}

/** What stands in parentheses that are in no others, in order. */
function findGroups(text: string): readonly Group[] {
  const groups: Group[] = [];
  let start = 0;
  walkMarks(text, (mark, at, depth) => {
    if (mark === '(' && depth === 0) start = at;
    if (mark === ')' && depth === 1) groups.push({ text: text.slice(start + 1, at), start, end: at + 1 });
  });
  return groups;
}

function withoutGroups(text: string): string {
  return findGroups(text).toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function splitAtCommas(text: string): readonly string[] {
  const ends: number[] = [];
  walkMarks(text, (mark, at, depth) => {
    if (mark === ',' && depth === 0) ends.push(at);
  });
  return [...ends, text.length].map((end, index) => text.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end).trim());
}

/** Parentheses and commas outside of quotes, with how many parentheses are open before each. */
function walkMarks(text: string, see: (mark: string, at: number, depth: number) => void): void {
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/"(?:[^"]|"")*"|`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'|[(),]/gs)) {
    if (mark.length > 1) continue;
    see(mark, index, depth);
    depth += mark === '(' ? 1 : mark === ')' ? -1 : 0;
  }
}
