import { parse } from 'yaml';
import type { RepositoryFiles } from './repository-files.ts';

/** What a YAML file of another program holds; undefined where it cannot be read as such: that program says what is wrong with it. */
export function readYaml(files: RepositoryFiles, file: string): unknown {
  const text = files.read(file);
  try {
    return text === undefined ? undefined : parse(text, { logLevel: 'silent', merge: true, uniqueKeys: false });
  } catch {
    return undefined;
  }
}

/** A value as a mapping; an empty one where it is something else. */
export function toMapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A value as a list; an empty one where it is something else. */
export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
