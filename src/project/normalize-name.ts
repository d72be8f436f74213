/** The one spelling of a Python package's name. https://packaging.python.org/en/latest/specifications/name-normalization */
export function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
