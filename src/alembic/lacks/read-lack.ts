import { readConnectionLack } from './connection-lack.ts';
import type { Lack, PythonFailure } from './lack.ts';
import { readPackageLack } from './package-lack.ts';
import { readSettingLack, readWordsLack } from './setting-lack.ts';

/**
 * What a project lacks where it runs, told from how its env.py, its models or a revision failed: a setting, a package, a library, a file.
 * Undefined where the failure is of another kind. Pure.
 */
export function readLack(failure: PythonFailure): Lack | undefined {
  return readSettingLack(failure) ?? readPackageLack(failure) ?? readConnectionLack(failure) ?? readWordsLack(failure);
}
