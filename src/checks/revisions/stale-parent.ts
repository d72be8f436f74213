import type { RevisionHistory } from '../../revisions/history.ts';
import type { Revision } from '../../revisions/revision.ts';
import { writeParents } from '../../revisions/write-parents.ts';
import type { GraphCheck } from '../check.ts';

export const staleParent: GraphCheck = {
  id: 'revisions/stale-parent',
  stage: 'graph',
  severity: 'error',
  title: 'Stale parent',
  why: 'The base branch has moved on: once this is merged, the history has two heads and the next deployment stops.',
  find: ({ history }) =>
    findStaleParents(history).map(({ revision, parent, heads }) => ({
      revision: revision.id,
      file: revision.file,
      line: revision.lines.downRevision,
      message: `\`${revision.id}\` follows \`${parent}\`, but ${history.baseName ?? 'the base branch'} is at ${heads.map((head) => `\`${head}\``).join(', ')} now.`,
      remedy: {
        text: 'Bring the base branch in and let the revision follow its head:',
        code: `down_revision = ${writeParents(heads)}`,
        language: 'python',
      },
      identity: [revision.id, parent],
    })),
};

/** A new revision that hangs on a revision of the base that is not a head of the base branch as it stands now. */
export interface StaleParent {
  readonly revision: Revision;
  readonly parent: string;
  /** Heads of the base branch. */
  readonly heads: readonly string[];
}

/**
 * New revisions whose parent got another child on the base branch since this branch began. A parent that had a child in the
 * checkout's own history is not stale: there the author forked the history with open eyes (`revisions/multiple-heads`).
 */
export function findStaleParents({ graph, base, baseTip, newRevisions }: RevisionHistory): StaleParent[] {
  if (base === undefined || baseTip === undefined) return [];
  const childrenAtTip = new Set([...baseTip.revisions.values()].filter(({ id }) => !base.revisions.has(id)).flatMap(({ parents }) => parents));
  return [...newRevisions].flatMap((id): StaleParent[] => {
    const revision = graph.revisions.get(id);
    if (revision === undefined || baseTip.revisions.has(id)) return [];
    const parent = revision.parents.find((candidate) => childrenAtTip.has(candidate));
    const joinsTip = revision.parents.some((candidate) => baseTip.heads.includes(candidate) && !base.revisions.has(candidate));
    return parent === undefined || joinsTip ? [] : [{ revision, parent, heads: baseTip.heads }];
  });
}
