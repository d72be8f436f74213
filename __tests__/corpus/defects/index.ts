import type { CorpusCase } from '../corpus-case.ts';
import { compatibility } from './compatibility.ts';
import { destruction } from './destruction.ts';
import { destructionElsewhere } from './destruction-elsewhere.ts';
import { locks } from './locks.ts';
import { wayBack } from './way-back.ts';

/** Revisions with something wrong; what is said of each stands in `<dialect>.defects.txt`. */
export const defects: readonly CorpusCase[] = [...destruction, ...destructionElsewhere, ...compatibility, ...locks, ...wayBack];
