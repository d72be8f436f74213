import type { ProjectResult } from './build-report.ts';

/** A result with the name of its database where its project was checked on several: `PostgreSQL 15.6`. */
export interface NamedTarget<Project = ProjectResult> {
  readonly project: Project;
  readonly name: string | undefined;
}

/** What a database is told by. */
export interface Nameable {
  readonly config: string;
  readonly dialect: { readonly title: string } | undefined;
  /** Which of the databases that `env.py` migrates, where there are several. */
  readonly database?: string;
  /** The image that was asked for. */
  readonly image: string | undefined;
  readonly server: { readonly version: string } | undefined;
}

/** Names the databases of each project that has several, so that no two are the same. */
export function nameTargets<Project extends Nameable>(projects: readonly Project[]): NamedTarget<Project>[] {
  return projects.map((project) => {
    const together = projects.filter(({ config }) => config === project.config);
    if (together.length === 1) return { project, name: undefined };
    const name = describe(project);
    const isUnique = together.filter((other) => describe(other) === name).length === 1;
    return { project, name: isUnique ? name : `${name} (${project.image ?? 'default image'})` };
  });
}

function describe({ dialect, server, image, database }: Nameable): string {
  if (database !== undefined) return `${describe({ config: '', dialect, server, image })}, ${database}`;
  const title = dialect?.title ?? 'no database';
  if (server !== undefined) return `${title} ${server.version}`;
  return image === undefined ? title : `${title} (${image})`;
}
