/** `env.py` migrates several databases, which are looked at one by one: thrown by the first run that was not told which of them (`openBridge`). */
export class SeveralDatabases extends Error {
  override readonly name = 'SeveralDatabases';
}
