import { foundDesigns } from './found-designs.ts';
import { mysqlFamilyDesigns } from './mysql-family-designs.ts';
import { postgresqlConditions } from './postgresql-conditions.ts';
import { postgresqlKeys } from './postgresql-keys.ts';
import { postgresqlStructures } from './postgresql-structures.ts';
import { postgresqlTypes } from './postgresql-types.ts';
import { relationDesigns } from './relation-designs.ts';
import { sharedDesigns } from './shared-designs.ts';
import { sqliteDesigns } from './sqlite-designs.ts';
import type { TableDesign } from './table-design.ts';

/** All of them, by which filling is tried on real databases. */
export const designs: readonly TableDesign[] = [...sharedDesigns, ...relationDesigns, ...sqliteDesigns, ...postgresqlTypes, ...postgresqlConditions, ...postgresqlKeys, ...postgresqlStructures, ...mysqlFamilyDesigns, ...foundDesigns];
