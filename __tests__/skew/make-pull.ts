import { readRevision } from '../../src/revisions/read-revision.ts';
import type { RevisionReading } from '../../src/revisions/revision.ts';
import { applyChanges, listAdded, readBase } from '../../src/skew/apply-changes.ts';
import type { BaseHistory, MergedHistory, RevisionChanges } from '../../src/skew/apply-changes.ts';
import { describeSkew } from '../../src/skew/describe-skew.ts';
import type { SkewText } from '../../src/skew/describe-skew.ts';
import { findSkew, listDoubtfulFiles } from '../../src/skew/find-skew.ts';
import { writeDescription } from '../../src/skew/write-status.ts';

/** A revision file's text: its id and what it follows. */
export function writeFile(id: string, parents: string | readonly string[] | null, body = 'pass'): string {
  const down = parents === null ? 'None' : typeof parents === 'string' ? JSON.stringify(parents) : `(${parents.map((parent) => JSON.stringify(parent)).join(', ')})`;
  return `"""${id}"""\nrevision = ${JSON.stringify(id)}\ndown_revision = ${down}\n\n\ndef upgrade():\n    ${body}\n`;
}

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

/** A file for each id, named as it: `chain('a', 'b')` is `b` on `a`. */
export function chain(...ids: readonly string[]): Files {
  return Object.fromEntries(ids.map((id, index) => [`v/${id}.py`, writeFile(id, ids[index - 1] ?? null)]));
}

export function makeBase(files: Files): BaseHistory {
  return readBase(Object.entries(files).map(([file, source]) => read(file, source)));
}

/** A pull request that branched off from `from`, changes files and removes some. */
export interface Pull {
  /** The base branch's files when it branched off. */
  readonly from: Files;
  readonly writes?: Files;
  readonly removes?: readonly string[];
}

/** What a pull request changes, with its revision files read. */
export function takeChanges({ from, writes = {}, removes = [] }: Pull): RevisionChanges {
  return { written: Object.entries(writes).map(([file, source]) => ({ file, isNew: !(file in from), reading: read(file, source) })), removed: removes };
}

/** The base branch's history with a pull request merged into it. */
export function mergePull(base: BaseHistory, pull: Pull): MergedHistory {
  return applyChanges(base, takeChanges(pull));
}

/** What a pull request is told, and its added revisions. */
export function judgePull(base: BaseHistory, pull: Pull, heads = 1, adding: Readonly<Record<string, number[]>> = {}): { readonly added: string[]; readonly told: SkewText[]; readonly briefs: string[] } {
  const merged = mergePull(base, pull);
  const present = new Set(listDoubtfulFiles(base, merged).filter((file) => file in pull.from));
  const context = { branch: 'main', heads: base.graph.heads, ids: base.graph.revisions.keys(), findAdding: (id: string) => adding[id] ?? [] };
  const told = findSkew(base, merged, present, heads).map((skew) => describeSkew(skew, context));
  return { added: listAdded(merged, base).map(({ id }) => id), told, briefs: told.map(({ kind, briefs }) => `${kind}: ${writeDescription(briefs)}`) };
}

function read(file: string, source: string): RevisionReading {
  return readRevision({ file, source });
}
