import { describeBehaviours } from './describe-behaviours.ts';

describeBehaviours([
  { dialect: 'postgresql', image: 'postgres:15', runs: 'differing' },
  { dialect: 'postgresql', image: 'postgres:17', runs: 'differing' },
  { dialect: 'mysql', image: 'mysql:9.7', runs: 'all' },
  { dialect: 'mariadb', image: 'mariadb:10.11', runs: 'differing' },
  { dialect: 'mariadb', image: 'mariadb:11.8', runs: 'all' },
]);
