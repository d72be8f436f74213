import type { ProjectResult } from './build-report.ts';

/** A result with the name of its database where its project was checked on several: `PostgreSQL 15.6`. */
export interface NamedTarget {
  readonly project: ProjectResult;
  readonly name: string | undefined;
}

/** Names the databases of each project that has several, so that no two are the same. */
export function nameTargets(projects: readonly ProjectResult[]): NamedTarget[] {
  return projects.map((project) => {
    const together = projects.filter(({ config }) => config === project.config);
    if (together.length === 1) return { project, name: undefined };
    const name = describe(project);
    const isUnique = together.filter((other) => describe(other) === name).length === 1;
    return { project, name: isUnique ? name : `${name} (${project.image ?? 'default image'})` };
  });
}

function describe({ dialect, server, image }: ProjectResult): string {
  const title = dialect?.title ?? 'no database';
  if (server !== undefined) return `${title} ${server.version}`;
  return image === undefined ? title : `${title} (${image})`;
}
