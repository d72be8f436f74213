import { readFileSync } from 'node:fs';
import pc from 'picocolors';
import { detectHost } from '../host/detect-host.ts';
import type { OptionName } from '../options/definitions.ts';
import { findProjects } from '../project/find-projects.ts';
import { findRepositoryRoot } from '../project/git.ts';
import { readHistory } from '../project/read-history.ts';
import { drawRevisionTree } from '../reporters/revision-tree.ts';
import type { DrawnRevision } from '../reporters/revision-tree.ts';
import { showControls } from '../reporters/show-controls.ts';
import { orderRevisions } from '../revisions/build-graph.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import { sayCount } from '../say-count.ts';
import { usesColor } from './check.ts';
import type { CheckTools } from './check.ts';
import { readFlags } from './read-flags.ts';
import type { Flags } from './read-flags.ts';

/** The options of `check` that say which revisions are meant. */
export const graphOptions: readonly OptionName[] = ['working-directory', 'config', 'ini-section', 'base', 'revisions'];

/** `alembic-gate graph`: draws the revisions of each project from its files, without Python or a database. Throws a `UserError`. */
export async function runGraph(flags: Flags, tools: CheckTools): Promise<void> {
  const options = readFlags(flags, tools.currentDirectory);
  const host = detectHost(tools.environment, (path) => readFileSync(path, 'utf8'));
  const root = (await findRepositoryRoot(options.workingDirectory)) ?? options.workingDirectory;
  const drawings: string[] = [];
  for (const project of await findProjects(options, root)) {
    drawings.push(renderHistory(project.name, await readHistory(project, options, host.base), pc.createColors(usesColor(tools))));
  }
  tools.write(`${drawings.join('\n\n')}\n`);
}

function renderHistory(name: string, history: RevisionHistory, colors: ReturnType<typeof pc.createColors>): string {
  const { graph, newRevisions, baseName } = history;
  const against = baseName === undefined ? '' : `, ${String(newRevisions.size)} new against ${baseName}`;
  const lines = drawRevisionTree(listNewestFirst(history)).map(({ lanes, drawn, leftOut }) => {
    if (leftOut !== undefined) return colors.dim(`${lanes}  ${sayCount(leftOut, 'revision')}`);
    if (drawn === undefined) return lanes;
    const { revision, marks, isNew } = drawn;
    const id = isNew ? colors.green(revision.id) : revision.id;
    return [lanes, id, showControls(revision.message), marks.length === 0 ? '' : colors.yellow(`(${marks.join(', ')})`)].filter((part) => part !== '').join('  ');
  });
  const knots = graph.cycles.map((ids) => colors.red(`these wait for each other and cannot be drawn: ${ids.map(showControls).join(', ')}`));
  return [colors.bold(`${name}: ${sayCount(graph.revisions.size, 'revision')}, ${sayCount(graph.heads.length, 'head')}${against}`), ...lines, ...knots].join('\n');
}

function listNewestFirst({ graph, newRevisions }: RevisionHistory): DrawnRevision[] {
  return orderRevisions(graph.revisions).toReversed().flatMap((id): DrawnRevision[] => {
    const revision = graph.revisions.get(id);
    if (revision === undefined) return [];
    const isNew = newRevisions.has(id);
    const marks = [
      ...(graph.heads.includes(id) ? ['head'] : []),
      ...(isNew ? ['new'] : []),
      ...(revision.parents.length === 0 ? ['base'] : []),
      ...revision.branchLabels.map((label) => `label ${showControls(label)}`),
      ...revision.dependsOn.map((need) => `depends on ${showControls(need)}`),
      ...graph.missing.filter((hole) => hole.revision.id === id).map(({ missing }) => `${showControls(missing)} is missing`),
    ];
    return [{ revision, marks, isNew }];
  });
}
