/** A name in the spelling by which SQLite tells names apart: it takes capitals for small letters among those of ASCII only. https://sqlite.org/c3ref/stricmp.html */
export function foldName(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
