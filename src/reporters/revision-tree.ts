import type { Revision } from '../revisions/revision.ts';

/** One revision to be drawn, newest first, and what is said of it. */
export interface DrawnRevision {
  readonly revision: Pick<Revision, 'id' | 'parents' | 'message'>;
  readonly marks: readonly string[];
  readonly isNew: boolean;
}

/** A line of the tree: its lanes, and the revision that stands there or how many are left out. */
export interface TreeLine {
  readonly lanes: string;
  readonly drawn?: DrawnRevision;
  readonly leftOut?: number;
}

/**
 * The revisions as lines with their lanes, as `git log --graph` draws commits. Long rows of old revisions without a branch are cut to one line.
 * Pure.
 */
export function drawRevisionTree(newestFirst: readonly DrawnRevision[]): TreeLine[] {
  const lines: TreeLine[] = [];
  // Each lane waits for the revision that it leads down to.
  let lanes: string[] = [];
  let leftOut = 0;
  const flush = (): void => {
    if (leftOut > 0) lines.push({ lanes: lanes.map(() => '⋮').join(' '), leftOut });
    leftOut = 0;
  };
  const drawnIds = new Set(newestFirst.map(({ revision }) => revision.id));
  for (const [index, drawn] of newestFirst.entries()) {
    const { id, parents } = drawn.revision;
    const known = parents.filter((parent) => drawnIds.has(parent));
    if (isBoring(newestFirst, index, lanes)) {
      lanes = lanes.map((lane) => (lane === id ? (known[0] ?? lane) : lane));
      leftOut += 1;
      continue;
    }
    flush();
    const waiting = lanes.flatMap((lane, lane_) => (lane === id ? [lane_] : []));
    const own = waiting[0] ?? lanes.length;
    if (waiting.length > 1) lines.push({ lanes: joinLanes(lanes.length, own, waiting) });
    lanes = lanes.filter((lane, lane_) => lane !== id || lane_ === own);
    if (waiting.length === 0) lanes.push(id);
    lines.push({ lanes: lanes.map((_, lane) => (lane === own ? (drawn.isNew ? '●' : '○') : '│')).join(' '), drawn });
    const [first, ...others] = known;
    const before = lanes.length;
    if (first === undefined) lanes = lanes.filter((_, lane) => lane !== own);
    else lanes = lanes.map((lane, lane_) => (lane_ === own ? first : lane));
    const added = others.filter((parent) => !lanes.includes(parent));
    lanes.push(...added);
    if (added.length > 0) lines.push({ lanes: splitLanes(before, own, added.length) });
  }
  flush();
  return lines;
}

/** Old, in the middle of a row, and with no neighbour that says anything. */
function isBoring(newestFirst: readonly DrawnRevision[], index: number, lanes: readonly string[]): boolean {
  const drawn = newestFirst[index];
  const [above, below] = [newestFirst[index - 1], newestFirst[index + 1]];
  if (drawn === undefined || above === undefined || below === undefined) return false;
  const isPlain = ({ isNew, marks, revision }: DrawnRevision): boolean => !isNew && marks.length === 0 && revision.parents.length === 1;
  const isInRow = above.revision.parents.includes(drawn.revision.id) && drawn.revision.parents.includes(below.revision.id);
  return isInRow && [above, drawn, below].every(isPlain) && lanes.filter((lane) => lane === drawn.revision.id).length === 1;
}

/** `├─╯`: lanes that end in the one to their left. */
function joinLanes(count: number, own: number, ending: readonly number[]): string {
  const last = Math.max(...ending);
  return Array.from({ length: count }, (_, lane) => {
    if (lane === own) return '├─';
    if (lane > own && lane < last) return ending.includes(lane) ? '┴─' : '┼─';
    return lane === last ? '╯ ' : '│ ';
  }).join('').trimEnd();
}

/** `├─╮`: lanes that begin from the one to their left. */
function splitLanes(count: number, own: number, added: number): string {
  const last = count + added - 1;
  return Array.from({ length: count + added }, (_, lane) => {
    if (lane === own) return '├─';
    if (lane < own) return '│ ';
    if (lane >= count) return lane === last ? '╮ ' : '┬─';
    return '┼─';
  }).join('').trimEnd();
}
