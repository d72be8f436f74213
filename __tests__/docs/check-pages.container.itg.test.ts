import { describePages } from './describe-pages.ts';

describePages({ mysql: 'mysql:9.7', mariadb: 'mariadb:11.8' }, 4);
