import { describe, expect, it } from 'vitest';
import { isVersionFile, listConfigurations, listVersionFolders } from '../../src/project/version-folders.ts';
import { makeProject } from './make-project.ts';

const project = makeProject('/repo/api', {
  repositoryRoot: '/repo',
  config: ['/repo/api/alembic.ini', '/elsewhere/alembic.ini'],
  versionLocations: ['migrations/versions', '/site-packages/plugin/versions', '/repo'],
});

describe('directories of revisions', () => {
  it('are those inside of the repository', () => {
    expect(listVersionFolders(project)).toEqual([{ path: 'api/migrations/versions', isRecursive: false }, { path: '', isRecursive: false }]);
    expect(listConfigurations(project)).toEqual(['api/alembic.ini']);
  });

  it.each([
    ['api/migrations/versions/a.py', true, true],
    ['api/migrations/versions/2024/a.py', false, true],
    ['api/migrations/versions/__pycache__/a.py', false, false],
    ['api/migrations/versions/__init__.py', false, false],
    ['api/migrations/versions/a.pyc', false, false],
    ['api/migrations/versions-old/a.py', false, false],
    ['other/api/migrations/versions/a.py', false, false],
  ])('know %s', (file, isOwn, isOwnBelow) => {
    const path = 'api/migrations/versions';
    expect([isVersionFile(file, [{ path, isRecursive: false }]), isVersionFile(file, [{ path, isRecursive: true }])]).toEqual([isOwn, isOwnBelow]);
  });

  it('may be the root of the repository', () => {
    expect(['a.py', 'b/a.py'].map((file) => isVersionFile(file, [{ path: '', isRecursive: false }]))).toEqual([true, false]);
  });
});
