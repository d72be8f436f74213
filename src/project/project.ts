/** An Alembic project found in a checkout, as its configuration files tell, without running anything. */
export interface AlembicProject {
  /** Its name in reports: the configuration's path relative to the repository's root, and `[section]` where it is not `alembic`. */
  readonly name: string;
  /** Absolute root of the repository (or of the working directory without git). */
  readonly repositoryRoot: string;
  /** Absolute paths given to Alembic as `-c`: an ini, a pyproject.toml, or both. */
  readonly config: readonly string[];
  readonly section: string;
  /** Absolute; Alembic is run from here, so that relative paths of the configuration hold. */
  readonly workingDirectory: string;
  /** Absolute directory that holds `env.py`. */
  readonly scriptLocation: string;
  /** Absolute directories of revision files. */
  readonly versionLocations: readonly string[];
  readonly recursiveVersionLocations: boolean;
  /** Alembic takes bytecode without its source for revisions too. */
  readonly isSourceless: boolean;
  /** `sqlalchemy.url` as the ini has it, not interpolated by code; undefined where it has none. */
  readonly url: string | undefined;
}
