import { describeCorpus } from './describe-corpus.ts';

describeCorpus('mysql', 'mysql:9.7');
