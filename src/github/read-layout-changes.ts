import { readLayout } from '../project/read-layout.ts';
import type { Octokit } from './open-octokit.ts';
import { readBlobGroups } from './read-blobs.ts';
import type { RepositoryName } from './read-blobs.ts';
import type { OpenPull } from './read-open-pulls.ts';

/**
 * Where a pull request changes what the Alembic configuration says of where revisions are, a sentence that this was not followed: they
 * are looked for where the base branch's configuration says. Throws Octokit's errors.
 * @param layouts of the base branch's configuration files, by path
 */
export async function readLayoutChanges(octokit: Octokit, repository: RepositoryName, pulls: readonly OpenPull[], layouts: ReadonlyMap<string, string>): Promise<string[][]> {
  const changed = pulls.map(({ files, headSha }) => files.filter(({ path, changeType }) => layouts.has(path) && changeType !== 'DELETED').map(({ path }) => ({ sha: headSha, path })));
  const texts = await readBlobGroups(octokit, repository, changed);
  return pulls.map(({ files }, index) => {
    const moved = [...(texts[index] ?? [])].flatMap(([path, answer]) =>
      answer.kind === 'text' && readLayout(path, answer.text) === layouts.get(path) ? [] : [`It changes where \`${path}\` says that revisions are, which was not followed.`],
    );
    return [...moved, ...files.flatMap(({ path, changeType }) => tellOther(path, changeType === 'DELETED', layouts.has(path)))];
  });
}

function tellOther(path: string, isDeleted: boolean, isKnown: boolean): string[] {
  if (isKnown) return isDeleted ? [`It deletes \`${path}\`, which was not followed.`] : [];
  return path.split('/').at(-1) === 'alembic.ini' && !isDeleted ? [`It adds or changes \`${path}\`, whose revisions were not looked at.`] : [];
}
