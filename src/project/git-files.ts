import { execa } from 'execa';
import type { RevisionSource } from '../revisions/revision.ts';
import { decodeSource } from './decode-source.ts';
import { fetchHistory, isShallow, largestOutput, listShallowCommits, tryGit } from './git.ts';
import type { AlembicProject } from './project.ts';
import { readRevisionFiles } from './read-revision-files.ts';
import { isVersionFile, listVersionFolders } from './version-folders.ts';

/**
 * The revision files of a project as a commit has them, all in two processes of git however many they are; sorted by path.
 * Version locations outside of the repository have no history here, so they are read as they are. Throws where git fails.
 */
export async function readRevisionFilesAt(commit: string, project: AlembicProject): Promise<RevisionSource[]> {
  const root = project.repositoryRoot;
  const folders = listVersionFolders(project);
  const outside = project.versionLocations.filter((location) => listVersionFolders({ ...project, versionLocations: [location] }).length === 0);
  const others = outside.length === 0 ? [] : await readRevisionFiles({ ...project, versionLocations: outside });
  if (folders.length === 0) return others;

  const paths = folders.map(({ path }) => (path === '' ? '.' : `${path}/`));
  const { stdout } = await execa('git', ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit, ...paths], { cwd: root, stdin: 'ignore', maxBuffer: largestOutput });
  const files = stdout.split('\0').flatMap((entry) => {
    const [, object, file] = /^\d+ blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry) ?? [];
    return object === undefined || file === undefined || !isVersionFile(file, folders) ? [] : [{ object, file }];
  });
  const sources = await readObjects(root, files.map(({ object }) => object));
  return [...files.map(({ file }, index) => ({ file, source: sources[index] ?? '' })), ...others];
}

/** https://git-scm.com/docs/git-cat-file#_batch_output */
async function readObjects(root: string, objects: readonly string[]): Promise<string[]> {
  if (objects.length === 0) return [];
  const input = objects.map((object) => `${object}\n`).join('');
  const { stdout } = await execa('git', ['cat-file', '--batch'], { cwd: root, input, encoding: 'buffer', stripFinalNewline: false, maxBuffer: largestOutput });
  const output = Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength);
  const texts: string[] = [];
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(10, at);
    const size = Number(output.toString('utf8', at, lineEnd).split(' ')[2]);
    if (!Number.isInteger(size)) throw new Error(`git cat-file answered "${output.toString('utf8', at, lineEnd)}"`);
    texts.push(decodeSource(output.subarray(lineEnd + 1, lineEnd + 1 + size)));
    at = lineEnd + 1 + size + 1;
  }
  return texts;
}

/** Who added a file, as the log says. */
export interface Addition {
  readonly author: string;
  readonly commit: string;
  readonly subject: string;
}

/**
 * Who added files. A file that is not committed has no entry; one whose commit a shallow checkout lacks, also after some of the
 * history was fetched, has an empty one.
 */
export async function findAuthors(root: string, files: readonly string[]): Promise<Map<string, Addition | undefined>> {
  const found = await readAdditions(root, files);
  const isCut = [...found.values()].includes(undefined);
  return isCut && (await fetchHistory(root, ['HEAD'], '--deepen=200')) ? readAdditions(root, files) : found;
}

async function readAdditions(root: string, files: readonly string[]): Promise<Map<string, Addition | undefined>> {
  const additions = new Map<string, Addition | undefined>();
  const cuts = (await isShallow(root)) ? await listShallowCommits(root) : new Set<string>();
  for (const file of files) {
    const line = await tryGit(root, ['log', '--diff-filter=A', '--format=%H%x00%h%x00%an%x00%s', '-n', '1', '--', file]);
    const [hash, commit, author, subject] = (line ?? '').split('\0');
    if (hash === undefined || commit === undefined || author === undefined || subject === undefined) continue;
    // Where the history is cut off, the first commit seems to add all there is.
    additions.set(file, cuts.has(hash) ? undefined : { author, commit, subject });
  }
  return additions;
}
