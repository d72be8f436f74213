import { describeProjects } from './describe-projects.ts';

describeProjects({ postgresql: undefined, sqlite: undefined }, 60);
