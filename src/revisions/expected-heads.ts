import type { RevisionGraph } from './graph.ts';
import { listFollowed } from './list-below.ts';

/** How many heads a history is meant to have; or the labels of its branches, each of which is to have one. */
export type ExpectedHeads = number | readonly string[];

export function countExpected(expected: ExpectedHeads): number {
  return typeof expected === 'number' ? expected : expected.length;
}

/**
 * The heads that cannot all stay where only so many are meant: all of them; or of labelled branches those that share a label, and those on none
 * of the branches. Empty where there are no more than are meant. Pure.
 * https://alembic.sqlalchemy.org/en/latest/branches.html#working-with-branch-labels
 */
export function findRivalHeads(graph: RevisionGraph, heads: readonly string[], expected: ExpectedHeads): readonly string[] {
  if (typeof expected === 'number') return heads.length > expected ? heads : [];
  const labelled = new Map(heads.map((head) => [head, listLabels(graph, head).filter((label) => expected.includes(label))]));
  const isShared = (label: string): boolean => [...labelled.values()].filter((labels) => labels.includes(label)).length > 1;
  return heads.filter((head) => ((labels) => labels.length === 0 || labels.some(isShared))(labelled.get(head) ?? []));
}

/** Whether there are such heads. */
export function hasTooManyHeads(graph: RevisionGraph, heads: readonly string[], expected: ExpectedHeads): boolean {
  return findRivalHeads(graph, heads, expected).length > 0;
}

/** The labels of a revision and of all that it follows; what it depends on hands none on. */
export function listLabels(graph: RevisionGraph, id: string): string[] {
  return [...new Set([...listFollowed(graph, [id])].flatMap((below) => graph.revisions.get(below)?.branchLabels ?? []))];
}
