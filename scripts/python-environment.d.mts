/** The interpreter of a Python environment for tests, made first where it is not there; see `python-environment.mjs`. */
export declare function ensurePythonEnvironment(name: 'default' | 'native-drivers' | 'flask' | 'oldest'): Promise<string>;
