import type { Connection } from 'mysql2/promise';
import { diffCatalogs } from '../../../catalog/diff.ts';
import type { Endpoint } from '../../dialect.ts';
import { EventMoments } from '../catalog/event-moments.ts';
import { createCatalogReader } from '../catalog/reader.ts';
import { connectForReading, endConnection, readErrorNumber } from '../connect.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { NoTrueCopy, readSource } from './read-source.ts';
import { writeCopy, writeDatabase } from './write-copy.ts';

/** What is to be copied where. */
export interface CloneRequest {
  readonly dialect: FamilyDialect;
  readonly endpoint: Endpoint;
  readonly source: string;
  /** The name of the copy, which must not be there yet. */
  readonly target: string;
}

/**
 * Copies a database by its own definitions and rows, then reads both catalogs and compares them. False where the copy cannot be made or
 * is not the same: a history or a sequence that is ahead of its table, a privilege, a histogram. What was made of it is left to be dropped.
 * Throws where the connection is lost.
 */
export async function cloneDatabase({ dialect, endpoint, source, target }: CloneRequest): Promise<boolean> {
  const connection = await connectForReading(endpoint, endpoint.maintenanceDatabase);
  try {
    const content = await readSource(connection, source);
    await connection.query(writeDatabase(content, target));
    await connection.query(`USE ${quoteName(target)}`);
    for (const packet of writeCopy(content, target)) await connection.query(packet);
    return await areEqual(connection, dialect, source, target);
  } catch (error) {
    if (error instanceof NoTrueCopy || readErrorNumber(error) !== undefined) return false;
    throw error;
  } finally {
    await endConnection(connection);
  }
}

async function areEqual(connection: Connection, dialect: FamilyDialect, source: string, target: string): Promise<boolean> {
  const eventMoments = new EventMoments();
  const read = async (database: string): Promise<ReturnType<ReturnType<typeof createCatalogReader>['read']>> => {
    await connection.query(`USE ${quoteName(database)}`);
    return createCatalogReader(connection, { dialect, database, isProjectSchema: () => false, getVersionTable: () => undefined, eventMoments }).read();
  };
  return diffCatalogs(await read(source), await read(target), { matchRenames: false }).length === 0;
}
