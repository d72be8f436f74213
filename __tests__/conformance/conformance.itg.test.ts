import { describeBehaviours } from './describe-behaviours.ts';

describeBehaviours([
  { dialect: 'postgresql', image: undefined, runs: 'all' },
  { dialect: 'sqlite', image: undefined, runs: 'all' },
]);
