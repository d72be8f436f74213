import { join, resolve } from 'node:path';
import type { AlembicProject } from '../../src/project/project.ts';

/** A project in `root`, which is its repository's too unless `changes` name another; their `versionLocations` may be relative to `root`. */
export function makeProject(root: string, changes: Partial<AlembicProject> = {}): AlembicProject {
  const { versionLocations = ['migrations/versions'], ...rest } = changes;
  return {
    name: 'alembic.ini',
    repositoryRoot: root,
    config: [join(root, 'alembic.ini')],
    section: 'alembic',
    workingDirectory: root,
    scriptLocation: join(root, 'migrations'),
    versionLocations: versionLocations.map((location) => resolve(root, location)),
    recursiveVersionLocations: false,
    isSourceless: false,
    url: undefined,
    ...rest,
  };
}
