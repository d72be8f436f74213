import { hasTooManyHeads } from '../revisions/expected-heads.ts';
import type { ExpectedHeads } from '../revisions/expected-heads.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import { listFollowed } from '../revisions/list-below.ts';
import type { Revision } from '../revisions/revision.ts';
import type { BaseHistory, MergedHistory } from './apply-changes.ts';

/** What would be wrong with the history once a pull request is merged into the base branch as that stands now. */
export type Skew =
  | FollowsOldParent
  /** More heads for another reason: it forks its own history, begins a second one, or takes away what joined two. */
  | { readonly kind: 'more-heads'; readonly revision: Revision | undefined; readonly heads: readonly string[] }
  | { readonly kind: 'duplicate-id'; readonly revision: Revision; readonly otherFile: string }
  | MissesParent
  | { readonly kind: 'cycle'; readonly revision: Revision | undefined; readonly ids: readonly string[] }
  | { readonly kind: 'unreadable'; readonly file: string; readonly line: number | undefined; readonly reason: string };

export type SkewKind = Skew['kind'];

/**
 * A revision of the pull request that hangs on one that has a child on the base branch. `two-heads`: that child came after the pull
 * request had branched off; `interior-parent`: the pull request's own branch has it, so merging the base branch changes nothing.
 */
export interface FollowsOldParent {
  readonly kind: 'two-heads' | 'interior-parent';
  readonly revision: Revision;
  readonly parent: string;
  /** On the base branch. */
  readonly child: string;
  /** What `down_revision` should name; empty where the base branch joins already what this revision joins. */
  readonly parents: readonly string[];
}

export interface MissesParent {
  readonly kind: 'missing-parent';
  readonly revision: Revision;
  readonly missing: string;
  readonly as: 'down_revision' | 'depends_on';
  /** Whether the pull request itself takes the parent away. */
  readonly isRemoved: boolean;
}

/** Files of the base branch of which it matters whether the pull request's own branch has them. */
export function listDoubtfulFiles(base: BaseHistory, merged: MergedHistory): string[] {
  return [...new Set(findOldParents(base, merged).flatMap(({ children }) => children.map(({ file }) => file)))];
}

/**
 * Judges a merged history. What the base branch is defective in by itself is no fault of the pull request, and one that leaves no more
 * heads than are expected is none either, however it comes to it.
 * @param present those of `listDoubtfulFiles` that the pull request's own branch has
 */
export function findSkew(base: BaseHistory, merged: MergedHistory, present: ReadonlySet<string>, expectedHeads: ExpectedHeads): Skew[] {
  const broken = [...findUnreadable(base, merged), ...findDuplicates(base, merged), ...findMissing(base, merged), ...findCycles(base, merged)];
  // Each of these makes heads of its own.
  return broken.length > 0 ? broken : findForks(base, merged, present, expectedHeads);
}

function findUnreadable(base: BaseHistory, { graph, files }: MergedHistory): Skew[] {
  const known = new Set([...base.graph.unreadable.map(({ file }) => file), ...base.graph.notRevisions]);
  return [
    ...graph.unreadable.map(({ file, line, reason }) => ({ kind: 'unreadable' as const, file, line, reason })),
    ...graph.notRevisions.map((file) => ({ kind: 'unreadable' as const, file, line: undefined, reason: 'it assigns no `revision`' })),
  ].filter(({ file }) => files.has(file) && !known.has(file));
}

function findDuplicates(base: BaseHistory, { graph, own }: MergedHistory): Skew[] {
  const known = new Set(base.graph.duplicates.map(({ id }) => id));
  return graph.duplicates.flatMap(({ id, revisions }): Skew[] => {
    const revision = revisions.findLast((candidate) => own.includes(candidate));
    const other = revisions.find((candidate) => candidate !== revision);
    return known.has(id) || revision === undefined || other === undefined ? [] : [{ kind: 'duplicate-id', revision, otherFile: other.file }];
  });
}

function findMissing(base: BaseHistory, { graph }: MergedHistory): Skew[] {
  const name = (revision: Revision, missing: string): string => JSON.stringify([revision.id, missing]);
  const known = new Set(base.graph.missing.map(({ revision, missing }) => name(revision, missing)));
  return graph.missing
    .filter(({ revision, missing }) => !known.has(name(revision, missing)))
    .map((hole) => ({ kind: 'missing-parent', ...hole, isRemoved: base.graph.revisions.has(hole.missing) }));
}

function findCycles(base: BaseHistory, { graph, own }: MergedHistory): Skew[] {
  const name = (ids: readonly string[]): string => JSON.stringify([...ids].sort());
  const known = new Set(base.graph.cycles.map(name));
  return graph.cycles.filter((ids) => !known.has(name(ids))).map((ids) => ({ kind: 'cycle', ids, revision: own.find(({ id }) => ids.includes(id)) }));
}

function findForks(base: BaseHistory, merged: MergedHistory, present: ReadonlySet<string>, expectedHeads: ExpectedHeads): Skew[] {
  const { graph, own } = merged;
  if (!hasTooManyHeads(graph, graph.heads, expectedHeads)) return [];
  const found = findOldParents(base, merged).map(({ revision, parent, children }): FollowsOldParent => {
    const isKnown = children.some(({ file }) => present.has(file));
    const child = children.find(({ file }) => present.has(file) === isKnown) ?? children[0];
    return { kind: isKnown ? 'interior-parent' : 'two-heads', revision, parent, child: child?.id ?? '', parents: chooseParents(base.graph, revision) };
  });
  // One line is to be changed, however many parents it names.
  const follows = [...Map.groupBy(found, ({ revision }) => revision).values()].flatMap((same) => same.find(({ kind }) => kind === 'two-heads') ?? same.slice(0, 1));
  // The base branch had as many before: then only what has come to hang on an old parent is told, such as a repair that came too late.
  if (graph.heads.length <= base.graph.heads.length) return follows.filter(({ kind }) => kind === 'two-heads');
  if (follows.length > 0) return follows;
  const revision = own.find(({ id }) => graph.heads.includes(id) && !base.graph.heads.includes(id)) ?? own[0];
  return [{ kind: 'more-heads', revision, heads: graph.heads }];
}

interface OldParent {
  readonly revision: Revision;
  readonly parent: string;
  /** Revisions of the base branch that hang on the same parent; at least one. */
  readonly children: readonly Revision[];
}

/** Where the pull request's revisions meet the base branch elsewhere than at a head. */
function findOldParents({ graph }: BaseHistory, { own }: MergedHistory): OldParent[] {
  const ownIds = new Set(own.map(({ id }) => id));
  return own.flatMap((revision): OldParent[] => {
    const before = graph.revisions.get(revision.id)?.parents ?? [];
    const olds = revision.parents.filter((parent) => graph.revisions.has(parent) && !ownIds.has(parent) && !before.includes(parent));
    return olds.flatMap((parent) => {
      const children = [...graph.revisions.values()].filter(({ id, parents }) => parents.includes(parent) && !ownIds.has(id));
      return children.length === 0 ? [] : [{ revision, parent, children }];
    });
  });
}

/** The parents of a revision, each that the base branch has moved past replaced by the heads that it moved to. */
function chooseParents(base: RevisionGraph, { parents }: Revision): readonly string[] {
  const moved = new Set(parents.flatMap((parent) => (base.revisions.has(parent) ? findHeadsAbove(base, parent) : [parent])));
  // A merge revision of what is one by now has nothing to join.
  return parents.length > 1 && moved.size === 1 ? [] : [...moved];
}

function findHeadsAbove(graph: RevisionGraph, id: string): string[] {
  return graph.heads.filter((head) => listFollowed(graph, [head]).has(id));
}
