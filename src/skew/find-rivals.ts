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
 * request is built on the other, collides with nothing. Each other pull request is told once, with what weighs most.
 */
export function findRivals(revisions: readonly Revision[], others: readonly PullRevisions[]): Rival[] {
  return others.flatMap(({ revisions: theirs, ...pull }): Rival[] => {
    const shared = new Set(revisions.filter((own) => theirs.some((other) => isSame(own, other))).map(({ id }) => id));
    const mine = revisions.filter(({ id }) => !shared.has(id));
    const rest = theirs.filter(({ id }) => !shared.has(id));
    const pairs = mine.flatMap((revision) => rest.map((other) => ({ revision, other })));
    const same = pairs.find(({ revision, other }) => revision.id === other.id);
    if (same !== undefined) return [{ ...pull, ...same, parent: undefined }];
    const beside = pairs.map((pair) => ({ ...pair, parent: findSharedParent(pair.revision, pair.other) })).find(({ parent }) => parent !== undefined);
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
