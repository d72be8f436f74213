import { UserError } from '../errors.ts';
import type { BaseRequest } from '../host/host.ts';
import type { Options } from '../options.ts';
import { buildGraph } from '../revisions/build-graph.ts';
import { findEdits, findNewRevisions } from '../revisions/compare-history.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import type { RevisionHistory } from '../revisions/history.ts';
import { readRevision } from '../revisions/read-revision.ts';
import type { RevisionReading, RevisionSource } from '../revisions/revision.ts';
import { findBase } from './git-base.ts';
import { findAuthors, readRevisionFilesAt } from './git-files.ts';
import { findRepositoryRoot } from './git.ts';
import type { AlembicProject } from './project.ts';
import { readRevisionFiles } from './read-revision-files.ts';
import { refuseBytecode } from './refuse-bytecode.ts';

/** The project's history beside its base's, from git and the disk, without Python. */
export async function readHistory(project: AlembicProject, options: Pick<Options, 'base' | 'revisions'>, request: BaseRequest): Promise<RevisionHistory> {
  const read = rememberReadings();
  await refuseBytecode(project);
  const graph = buildGraph((await readRevisionFiles(project)).map(read));
  if (options.revisions !== 'new') return selectRevisions(graph, options.revisions, project);

  const root = await findRepositoryRoot(project.repositoryRoot);
  if (root === undefined) {
    throw new UserError('no-base', {
      what: 'This is no git repository (or git is not installed), so what is new cannot be told.',
      where: project.repositoryRoot,
      remedy: 'Set `revisions: all` to look at every revision.',
    });
  }
  const found = await findBase(root, request, options.base);
  if (found === undefined) return { ...(await selectRevisions(graph, 'all', project)), baseName: undefined };
  const base = buildGraph((await readRevisionFilesAt(found.commit, project)).map(read));
  const baseTip = found.tip === found.commit ? base : buildGraph((await readRevisionFilesAt(found.tip, project)).map(read));
  return {
    graph,
    base,
    baseTip,
    newRevisions: findNewRevisions(graph, base),
    edits: findEdits(graph, base),
    baseCommit: found.commit,
    baseName: found.name,
    addedBy: await readAuthors(root, graph),
  };
}

/** Most files are the same in the checkout and at its base; parsing is what takes time. */
function rememberReadings(): (source: RevisionSource) => RevisionReading {
  const readings = new Map<string, RevisionReading>();
  return (source) => {
    const key = `${source.file}\0${source.source}`;
    const reading = readings.get(key) ?? readRevision(source);
    readings.set(key, reading);
    return reading;
  };
}

async function selectRevisions(graph: RevisionGraph, wanted: 'all' | readonly string[], project: AlembicProject): Promise<RevisionHistory> {
  const unknown = wanted === 'all' ? [] : wanted.filter((id) => !graph.revisions.has(id));
  if (unknown.length > 0) {
    const known = [...graph.revisions.keys()].filter((id) => unknown.some((name) => id.startsWith(name.slice(0, 3)))).slice(0, 5);
    throw new UserError('bad-option', {
      what: `There is no revision ${unknown.join(', ')}.`,
      where: 'option `revisions`',
      remedy: known.length === 0 ? 'Give `new`, `all`, or whole ids as `alembic history` prints them.' : `Did you mean ${known.join(', ')}?`,
    });
  }
  const newRevisions = new Set(wanted === 'all' ? graph.revisions.keys() : wanted);
  const addedBy = await readAuthors(project.repositoryRoot, graph);
  return { graph, base: undefined, baseTip: undefined, newRevisions, edits: [], baseCommit: undefined, baseName: undefined, addedBy };
}

/** Who added the heads is told where there are several; only then git is asked. */
async function readAuthors(root: string, { heads, revisions }: RevisionGraph): Promise<RevisionHistory['addedBy']> {
  if (heads.length < 2) return new Map();
  const files = heads.flatMap((id) => ((revision) => (revision === undefined ? [] : [{ id, file: revision.file }]))(revisions.get(id)));
  const authors = await findAuthors(root, files.map(({ file }) => file));
  return new Map(files.flatMap(({ id, file }) => (authors.has(file) ? [[id, authors.get(file)] as const] : [])));
}
