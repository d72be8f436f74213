/** What a project is called: its configuration's path, with the section of the ini behind it where it is not the usual one. */
export function nameProject(configuration: string, section: string): string {
  return section === 'alembic' ? configuration : `${configuration} [${section}]`;
}

/** The path in a project's name. */
export function findConfiguration(name: string): string {
  return name.replace(/ \[.*\]$/s, '');
}
