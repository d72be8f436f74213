import { buildGraph } from '../revisions/build-graph.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import type { Revision, RevisionReading } from '../revisions/revision.ts';

/** A file among the revisions as it stands at a pull request's head. */
export interface WrittenFile {
  readonly file: string;
  /** False where the pull request changes a file that was there when it branched off. */
  readonly isNew: boolean;
  readonly reading: RevisionReading;
}

/** What a pull request does to the revision files of one project. */
export interface RevisionChanges {
  readonly written: readonly WrittenFile[];
  /** Paths that are gone at its head, those it renamed away among them. */
  readonly removed: readonly string[];
}

/** The base branch as it stands now. */
export interface BaseHistory {
  readonly readings: readonly RevisionReading[];
  readonly graph: RevisionGraph;
}

/** The history as it will be once a pull request is merged into the base branch. */
export interface MergedHistory {
  readonly graph: RevisionGraph;
  /** The pull request's own: revisions that it adds, or that it writes otherwise than the base branch has them. */
  readonly own: readonly Revision[];
  /** Files of its own. */
  readonly files: ReadonlySet<string>;
}

/** Hangs together the revisions of the base branch. */
export function readBase(readings: readonly RevisionReading[]): BaseHistory {
  return { readings, graph: buildGraph(readings) };
}

/**
 * Puts a pull request's changes onto the base branch. What cannot be merged as it is, git refuses: so a file that the pull request
 * changes and the base branch no longer has is left out, and one that both have added stands twice.
 */
export function applyChanges(base: BaseHistory, { written, removed }: RevisionChanges): MergedHistory {
  const stored = new Map(base.readings.map((reading) => [nameFile(reading), reading]));
  const own = written.filter(({ file, isNew, reading }) => {
    const there = stored.get(file);
    return there === undefined ? isNew : !isSame(there, reading);
  });
  const replaced = new Set([...removed, ...own.filter(({ isNew }) => !isNew).map(({ file }) => file)]);
  const kept = base.readings.filter((reading) => !replaced.has(nameFile(reading)));
  const readings = own.map(({ reading }) => reading);
  return {
    graph: buildGraph([...kept, ...readings]),
    own: readings.flatMap((reading) => (reading.kind === 'revision' ? [reading.revision] : [])),
    files: new Set(own.map(({ file }) => file)),
  };
}

/** Revisions that the base branch does not have under that id. */
export function listAdded({ own }: MergedHistory, base: BaseHistory): Revision[] {
  return own.filter(({ id }) => !base.graph.revisions.has(id));
}

/** The file that a reading is of. */
export function nameFile(reading: RevisionReading): string {
  return reading.kind === 'revision' ? reading.revision.file : reading.file;
}

function isSame(one: RevisionReading, other: RevisionReading): boolean {
  if (one.kind !== 'revision' || other.kind !== 'revision') return JSON.stringify(one) === JSON.stringify(other);
  return one.revision.id === other.revision.id && one.revision.codeHash === other.revision.codeHash;
}
