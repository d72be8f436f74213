import { listLabels } from '../revisions/expected-heads.ts';
import type { ExpectedHeads } from '../revisions/expected-heads.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import type { Revision } from '../revisions/revision.ts';

/** The revisions that a pull request adds to a project. */
export interface PullRevisions {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly revisions: readonly Revision[];
}

/** Another pull request that adds a revision which this one's cannot stand beside. */
export interface Rival {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  /** This pull request's revision. */
  readonly revision: Revision;
  /** The other's. */
  readonly other: Revision;
  /** The parent that both follow; `null` where both begin the history; undefined where both have the same id. */
  readonly parent: string | null | undefined;
}

/** What was asked of the other pull requests. */
export interface RivalsAnswer {
  readonly rivals: readonly Rival[];
  /** Sentences with names in backticks. */
  readonly notLookedAt: readonly string[];
}

/**
 * What collides when both are merged: the same parent, or the same id for two revisions. A revision that both have, because one pull
 * request is built on the other, collides with nothing, nor do two on the same parent where the history has room for both. Each other pull
 * request is told once, with what weighs most. Pure.
 * @param base the base branch; undefined where it is not known, and then there is room for none
 */
export function findRivals(revisions: readonly Revision[], others: readonly PullRevisions[], base: RevisionGraph | undefined, expected: ExpectedHeads): Rival[] {
  return others.flatMap(({ revisions: theirs, ...pull }): Rival[] => {
    const shared = new Set(revisions.filter((own) => theirs.some((other) => isSame(own, other))).map(({ id }) => id));
    const mine = revisions.filter(({ id }) => !shared.has(id));
    const rest = theirs.filter(({ id }) => !shared.has(id));
    const pairs = mine.flatMap((revision) => rest.map((other) => ({ revision, other })));
    const same = pairs.find(({ revision, other }) => revision.id === other.id);
    if (same !== undefined) return [{ ...pull, ...same, parent: undefined }];
    const onOneParent = pairs.map((pair) => ({ ...pair, parent: findSharedParent(pair.revision, pair.other) }));
    const beside = onOneParent.find(({ revision, other, parent }) => parent !== undefined && !hasRoom([revision, other], parent, base, expected));
    return beside === undefined ? [] : [{ ...pull, ...beside }];
  });
}

function isSame(one: Revision, other: Revision): boolean {
  return one.id === other.id && one.file === other.file && one.codeHash === other.codeHash;
}

function findSharedParent({ parents }: Revision, other: Revision): string | null | undefined {
  if (parents.length === 0) return other.parents.length === 0 ? null : undefined;
  return parents.find((parent) => other.parents.includes(parent));
}

/** Whether two revisions on one parent may both stay: where fewer heads are there than are meant, or each is on labelled branches and they share none. */
function hasRoom([own, other]: readonly [Revision, Revision], parent: string | null, base: RevisionGraph | undefined, expected: ExpectedHeads): boolean {
  if (base === undefined) return false;
  if (typeof expected === 'number') return base.heads.length < expected;
  const below = parent === null ? [] : listLabels(base, parent);
  const listOwn = ({ branchLabels }: Revision): string[] => [...branchLabels, ...below].filter((label) => expected.includes(label));
  const [ours, theirs] = [listOwn(own), listOwn(other)];
  return ours.length > 0 && theirs.length > 0 && !ours.some((label) => theirs.includes(label));
}
