/** The environments that there are. */
export type PythonName = 'default' | 'native-drivers' | 'flask' | 'settings' | 'plugins' | 'python-3.9' | 'sqlalchemy-1.4' | 'newest' | 'too-old' | 'oldest' | 'zizmor';

/** The interpreter of a Python environment for tests, made first where it is not there; see `python-environment.mjs`. */
export declare function ensurePythonEnvironment(name: PythonName): Promise<string>;
