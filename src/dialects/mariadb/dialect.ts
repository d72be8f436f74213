import type { Dialect } from '../dialect.ts';
import { makeFamilyDialect } from '../mysql-family/make-dialect.ts';
import { writeContainerRecipe } from './container-recipe.ts';

/** MariaDB, from version 10.6 on. */
export const mariadb: Dialect = makeFamilyDialect({
  dialect: 'mariadb',
  title: 'MariaDB',
  drivers: ['mariadb'],
  imagePattern: /mariadb/,
  containerRecipe: writeContainerRecipe,
});
