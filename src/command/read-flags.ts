import { checks } from '../checks/registry.ts';
import type { Options } from '../options.ts';
import { readOptions } from '../options/read-options.ts';

/** Flags as commander gives them: by name in camel case. */
export type Flags = Readonly<Record<string, string | undefined>>;

/** The options that flags and files of options say. Throws `UserErrors` with every bad one. */
export function readFlags(flags: Flags, currentDirectory: string): Options {
  return readOptions({
    source: { get: (name) => flags[name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())], describe: (name) => `--${name}` },
    currentDirectory,
    checkIds: checks.map(({ id }) => id),
  });
}
