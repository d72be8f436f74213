import { sharedDesigns } from './shared-designs.ts';
import { sqliteDesigns } from './sqlite-designs.ts';
import type { TableDesign } from './table-design.ts';

/** All of them, by which filling is tried on real databases. */
export const designs: readonly TableDesign[] = [...sharedDesigns, ...sqliteDesigns];
