import packageFile from '../package.json' with { type: 'json' };

const repositoryUrl = 'https://github.com/alembic-gate/alembic-gate';

/** Who we are, for reports, help and bug messages. */
export const identity = {
  name: 'alembic-gate',
  version: packageFile.version,
  repositoryUrl,
  issuesUrl: `${repositoryUrl}/issues`,
  /** Where each check's page lies, as `<category>/<name>.md`, in the version that reports. */
  checkPagesUrl: `${repositoryUrl}/blob/v${packageFile.version}/docs/checks`,
} as const;
