/**
 * What may be taken from a repository into a workflow. Quoting keeps YAML whole, but a runner still replaces `${{ … }}` in any value, and a
 * shell reads what stands in `run`. So names are taken as they are where they hold nothing but this, and are left out otherwise.
 * https://docs.github.com/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks
 */

/** Whether a path below the repository's root may be a value of a workflow: letters, digits, spaces and `._@+-`, nothing that climbs up. */
export function isPlainPath(path: string): boolean {
  const parts = path.split('/');
  return path.length <= 300 && parts.every((part) => /^[\p{L}\p{N}._+][\p{L}\p{N}._@+ -]*$/u.test(part) && !part.endsWith(' ') && part !== '..');
}

/** Whether a path may stand in a script as one word, without quotes. */
export function isShellWord(path: string): boolean {
  return path.length <= 300 && /^[A-Za-z0-9_.][A-Za-z0-9_.+-]*(?:\/[A-Za-z0-9_.][A-Za-z0-9_.+-]*)*$/.test(path) && !path.split('/').includes('..');
}

/** Whether a text is the name of a Python extra or dependency group. https://packaging.python.org/en/latest/specifications/name-normalization */
export function isExtraName(name: string): boolean {
  return name.length <= 100 && /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name);
}

/** Whether a text is the name of a variable of the environment, and nothing more to a workflow or a shell. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_]\w{0,99}$/.test(name);
}

/**
 * Whether a branch's name means only itself among `branches` of a workflow, where `*`, `?`, `+`, `[` and `!` are patterns.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function isPlainBranch(name: string): boolean {
  return name.length <= 200 && /^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name);
}
