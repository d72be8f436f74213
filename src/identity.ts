import packageFile from '../package.json' with { type: 'json' };

/** Who we are, for reports, help and bug messages. */
export const identity = {
  name: 'alembic-gate',
  version: packageFile.version,
  issuesUrl: 'https://github.com/alembic-gate/alembic-gate/issues',
} as const;
