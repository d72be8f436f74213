import { describeProjects } from './describe-projects.ts';

describeProjects({ mysql: 'mysql:9.7', mariadb: 'mariadb:11.8' }, 100);
