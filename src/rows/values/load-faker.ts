import type { faker as Faker } from '@faker-js/faker/locale/en';

/** Where names, addresses and the like come from. */
export type Faker = typeof Faker;

/** Loads what makes names, addresses and the like: half a megabyte, so only when rows are made. https://fakerjs.dev/guide/localization.html */
export async function loadFaker(): Promise<Faker> {
  const { faker } = await import('@faker-js/faker/locale/en');
  return faker;
}
