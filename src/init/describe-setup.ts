import { sayList } from '../say-list.ts';
import { newestPython } from './find-python-version.ts';
import { isOtherHost } from './other-host.ts';
import type { Setup } from './setup.ts';
import { gateJob, watchStatus } from './write-workflows.ts';

/** What was found, in two columns; values may hold untrusted text. */
export interface Row {
  readonly label: string;
  readonly value: string;
}

/** What was found and from where. */
export function describeFound({ projects, images, addresses, installations, packages, python }: Setup): Row[] {
  return [
    ...projects.map(({ name, databases, origin }) => ({
      label: 'project',
      value: databases.length === 0 ? `${name}; env.py will tell the kind of database` : `${name}, ${sayList(databases)} (${origin ?? ''})`,
    })),
    ...(projects.length > 1 ? [{ label: '', value: 'one job checks them all' }] : []),
    ...images.map(({ image, file }) => ({ label: 'database', value: `${image}, from ${file}` })),
    ...addresses.map((name) => ({ label: 'address', value: `${name}, which env.py reads: the gate sets it` })),
    ...installations.map(({ tool, files, directory }) => ({ label: 'packages', value: `${tool}, from ${files.join(', ')}${directory === '' || files.some((file) => file.includes('/')) ? '' : ` in ${directory}`}` })),
    ...(installations.length === 0 ? [{ label: 'packages', value: `no list of them was found: ${packages.join(', ')}` }] : []),
    ...describePython(installations, python),
  ];
}

function describePython(installations: Setup['installations'], python: Setup['python']): Row[] {
  if (python !== undefined) return [{ label: 'Python', value: python.version === undefined ? `as ${python.origin} says` : `${python.version}, from ${python.origin}` }];
  const [first] = installations;
  if (first?.tool === 'conda' || first?.tool === 'uv') return [{ label: 'Python', value: `${first.tool} brings it` }];
  return [{ label: 'Python', value: `${newestPython}, the newest: nothing names another` }];
}

/** Of the databases that need a server, by their titles. */
const exampleImages: Readonly<Record<string, string>> = { PostgreSQL: 'postgres:16', MySQL: 'mysql:8.0', MariaDB: 'mariadb:10.11' };

/** What was not taken over, and what is left to do by hand. */
export function describeOpen({ installations, lacksImage, leftOutImages, variables, projects, notes, remoteHost }: Setup, { hasForks }: { readonly hasForks: boolean }): string[] {
  const [example] = projects.flatMap(({ databases }) => (databases.length === 0 ? ['PostgreSQL'] : databases)).flatMap((database) => exampleImages[database] ?? []);
  const noImage = !lacksImage || example === undefined ? [] : [`No version of the database was found, so the gate takes its own; the option \`image\` names yours, such as \`image: ${example}\`.`];
  const isElsewhere = remoteHost !== undefined && remoteHost !== 'github.com' && !isOtherHost(remoteHost);
  return [
    ...installations.flatMap(({ hasAlembic, files }) => (hasAlembic === false ? [`${files.join(' and ')} ${files.length === 1 ? 'names' : 'name'} no Alembic; add it where no other package brings it along.`] : [])),
    ...leftOutImages.map(({ image, file, because }) => `${image} in ${file} is not taken: ${because}.`),
    ...noImage,
    ...(variables.length === 0 ? [] : [`env.py cannot do without ${variables.map(({ name }) => name).join(', ')}: under \`env:\` in the workflow, to be filled in.`]),
    ...notes,
    ...(isElsewhere ? [`${remoteHost} may not let workflows use actions of github.com; if so, its administrators can (GitHub Connect).${hasForks ? ' On GitHub Enterprise Server take actions/upload-artifact@v3.' : ''}`] : []),
  ];
}

/** What to do with what was written. */
export function describeNext({ hasForks, hasWatch }: { readonly hasForks: boolean; readonly hasWatch: boolean }): string[] {
  const others = hasForks && hasWatch ? 'The other workflows work' : 'The other workflow works';
  return [
    'To block merges, require in Settings > Rules > Rulesets, "Require status checks to pass":',
    `  ${gateJob}`,
    ...(hasWatch ? [`  ${watchStatus}  (not with a merge queue, where nobody sets it)`] : []),
    ...(hasForks || hasWatch ? [`${others} once merged: GitHub takes such from the default branch.`] : []),
    'Before pushing: alembic-gate check',
  ];
}
