import { parse } from 'smol-toml';
import { normalizeName } from '../project/normalize-name.ts';
import { toList, toMapping } from './read-yaml.ts';

/** What a pyproject.toml says of what is installed; names of packages are normalized. */
export interface PyprojectReading {
  /** Whether pip can install it: it has `[project]`, or is Poetry's. */
  readonly isInstallable: boolean;
  readonly tools: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** Optional ones, by the extra or group that brings them. */
  readonly optional: readonly { readonly kind: 'extra' | 'group'; readonly name: string; readonly packages: ReadonlySet<string> }[];
}

/**
 * Reads the dependencies of a pyproject.toml; undefined where it is no TOML.
 * https://packaging.python.org/en/latest/specifications/pyproject-toml https://packaging.python.org/en/latest/specifications/dependency-groups
 * https://python-poetry.org/docs/pyproject/#dependencies
 */
export function readPyproject(text: string): PyprojectReading | undefined {
  const document = parseToml(text);
  if (document === undefined) return undefined;
  const project = toMapping(document['project']);
  const tool = toMapping(document['tool']);
  const poetry = toMapping(tool['poetry']);
  const optional = [
    ...Object.entries(toMapping(project['optional-dependencies'])).map(([name, list]) => ({ kind: 'extra' as const, name, packages: readNames(list) })),
    ...Object.entries(toMapping(poetry['extras'])).map(([name, list]) => ({ kind: 'extra' as const, name, packages: readNames(list) })),
    ...Object.entries(toMapping(document['dependency-groups'])).map(([name, list]) => ({ kind: 'group' as const, name, packages: readNames(list) })),
    ...Object.entries(toMapping(toMapping(tool['pdm'])['dev-dependencies'])).map(([name, list]) => ({ kind: 'group' as const, name, packages: readNames(list) })),
    ...Object.entries(toMapping(poetry['group'])).map(([name, group]) => ({ kind: 'group' as const, name, packages: readKeys(toMapping(group)['dependencies']) })),
  ];
  const inExtras = new Set(Object.entries(toMapping(poetry['dependencies'])).flatMap(([name, wanted]) => (toMapping(wanted)['optional'] === true ? [normalizeName(name)] : [])));
  const ofPoetry = [...readKeys(poetry['dependencies'])].filter((name) => !inExtras.has(name));
  return {
    isInstallable: document['project'] !== undefined || tool['poetry'] !== undefined,
    tools: new Set(Object.keys(tool)),
    required: new Set([...readNames(project['dependencies']), ...ofPoetry]),
    optional,
  };
}

function parseToml(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parse(text);
  } catch {
    // The tool that it is for says what is wrong with it.
    return undefined;
  }
}

function readNames(list: unknown): ReadonlySet<string> {
  return new Set(toList(list).flatMap((item) => (typeof item === 'string' ? listRequirementNames(item) : [])));
}

function readKeys(mapping: unknown): ReadonlySet<string> {
  return new Set(Object.keys(toMapping(mapping)).map(normalizeName));
}

/** The names at the beginning of each line, without versions, extras, comments and options. https://pip.pypa.io/en/stable/reference/requirements-file-format */
export function listRequirementNames(text: string): string[] {
  return [...text.matchAll(/^[ \t]*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?=[ \t]*(?:$|[[=<>!~;@#,(]))/gm)].map(([, name = '']) => normalizeName(name));
}
