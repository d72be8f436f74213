import { countExpected, hasTooManyHeads } from '../revisions/expected-heads.ts';
import type { ExpectedHeads } from '../revisions/expected-heads.ts';
import { sayList } from '../say-list.ts';
import type { RevisionGraph } from '../revisions/graph.ts';

/** What is wrong with a base branch's own history, as sentences with names in backticks. */
export function findDefects(graph: RevisionGraph, expectedHeads: ExpectedHeads): string[] {
  const broken = [
    ...[...graph.unreadable.map(({ file }) => file), ...graph.notRevisions].map((file) => `\`${file}\` cannot be read as a revision.`),
    ...graph.duplicates.map(({ id, revisions }) => `\`${id}\` is the id of ${sayList(revisions.map(({ file }) => `\`${file}\``))}.`),
    ...graph.missing.map(({ revision, missing, as }) => `\`${as}\` of \`${revision.id}\` names \`${missing}\`, which no file defines.`),
    ...graph.cycles.map((ids) => `These revisions wait for each other: ${ids.map((id) => `\`${id}\``).join(' → ')}.`),
  ];
  if (broken.length > 0 || !hasTooManyHeads(graph, graph.heads, expectedHeads)) return broken;
  return [`It has ${String(graph.heads.length)} heads where ${String(countExpected(expectedHeads))} ${countExpected(expectedHeads) === 1 ? 'is' : 'are'} expected: ${sayList(graph.heads.map((id) => `\`${id}\``))}.`];
}
