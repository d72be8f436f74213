import type { RevisionGraph } from './graph.ts';
import type { Revision } from './revision.ts';

/** A revision as Alembic itself reads it. */
export interface AlembicRevision {
  readonly id: string;
  readonly parents: readonly string[];
  readonly dependsOn: readonly string[];
}

/**
 * The graph as Alembic has it, with what the files tell of each revision, and a sentence for each difference.
 * A revision that Alembic does not know is left out; one that only Alembic knows (made by code) cannot be judged and is told.
 */
export function compareGraphs(
  graph: RevisionGraph,
  alembic: readonly AlembicRevision[],
  heads: readonly string[],
  bases: readonly string[],
): { readonly graph: RevisionGraph; readonly differences: readonly string[] } {
  const differences: string[] = [];
  const revisions = new Map<string, Revision>();
  for (const { id, parents, dependsOn } of alembic) {
    const read = graph.revisions.get(id);
    if (read === undefined) {
      differences.push(`Alembic knows the revision \`${id}\`, which no file of the versions directories tells of.`);
      continue;
    }
    const readings = [
      { name: 'down_revision', alembics: parents, files: read.parents },
      { name: 'depends_on', alembics: dependsOn, files: read.dependsOn },
    ];
    for (const { name, alembics, files } of readings) {
      if (isSameSet(files, alembics)) continue;
      differences.push(`Alembic reads \`${name}\` of \`${id}\` as ${describe(alembics)}, the file says ${describe(files)}; Alembic is believed.`);
    }
    revisions.set(id, {
      ...read,
      parents: isSameSet(read.parents, parents) ? read.parents : parents,
      dependsOn: isSameSet(read.dependsOn, dependsOn) ? read.dependsOn : dependsOn,
    });
  }
  for (const id of graph.revisions.keys()) {
    if (!revisions.has(id)) differences.push(`Alembic does not know the revision \`${id}\`, so it was not walked.`);
  }
  return differences.length === 0 ? { graph, differences } : { graph: { ...graph, revisions, heads, bases }, differences };
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((item) => b.includes(item)) && b.every((item) => a.includes(item));
}

function describe(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : ids.map((id) => `\`${id}\``).join(', ');
}
