import type { LeftOutImage } from './find-images.ts';
import type { Installation } from './find-installation.ts';
import type { PythonVersion } from './find-python-version.ts';

/** What `init` found in a repository; what goes into a workflow is fit for it, the rest is for people and untrusted. */
export interface Setup {
  readonly projects: readonly FoundProject[];
  /** One for each directory that packages are installed from; empty where nothing tells. */
  readonly installations: readonly Installation[];
  /** What to install where nothing tells: Alembic and a driver. */
  readonly packages: readonly string[];
  /** Undefined where the tool or conda brings its own, or where nothing tells. */
  readonly python: PythonVersion | undefined;
  /** Options for the gate, by name. */
  readonly options: Readonly<Record<string, string>>;
  readonly images: readonly { readonly image: string; readonly file: string }[];
  /** Whether a container may be run and neither an option nor a file names its image. */
  readonly lacksImage: boolean;
  readonly leftOutImages: readonly LeftOutImage[];
  /** Variables that an env.py takes a database's URL from, and that no option names yet. */
  readonly addresses: readonly string[];
  /** Variables that an env.py cannot do without, with its path. */
  readonly variables: readonly { readonly name: string; readonly file: string }[];
  readonly defaultBranch: string | undefined;
  /** The host of the remote `origin`, where there is one: `github.com`. */
  readonly remoteHost: string | undefined;
  /** Sentences on what could not be taken over. */
  readonly notes: readonly string[];
}

/** A project and its kinds of database. */
export interface FoundProject {
  readonly name: string;
  /** `PostgreSQL`; none where env.py will have to tell. */
  readonly databases: readonly string[];
  readonly origin: string | undefined;
}
