import type { Faker } from './load-faker.ts';
import { splitName } from './split-name.ts';

/** What makes a text that a person could have put there. */
export type TextMaker = (faker: Faker) => string;

/** Of the words of a column's name one is among these, or two follow each other. The first that fits counts. */
const meanings: readonly (readonly [words: string, make: TextMaker])[] = [
  ['email mail', (faker) => faker.internet.email().toLowerCase()],
  ['user_agent useragent', (faker) => faker.internet.userAgent()],
  ['mime mime_type mimetype content_type media_type', (faker) => faker.system.mimeType()],
  ['file_name filename', (faker) => faker.system.commonFileName()],
  ['path file_path filepath directory', (faker) => faker.system.filePath()],
  ['extension ext', (faker) => faker.system.commonFileExt()],
  ['avatar image_url photo_url', (faker) => `https://example.com/images/${faker.string.hexadecimal({ length: 12, casing: 'lower', prefix: '' })}.png`],
  ['url uri website homepage link href webhook endpoint', (faker) => `https://${faker.internet.domainName()}/${faker.lorem.slug(2)}`],
  ['domain hostname host', (faker) => faker.internet.domainName()],
  ['ip ip_address ipaddress remote_addr', (faker) => faker.internet.ipv4()],
  ['mac', (faker) => faker.internet.mac()],
  ['password_hash password hash digest checksum sha 256 token secret api_key apikey signature nonce salt fingerprint', (faker) => faker.string.hexadecimal({ length: 64, casing: 'lower', prefix: '' })],
  ['uuid guid', (faker) => faker.string.uuid()],
  ['first_name firstname given_name forename', (faker) => faker.person.firstName()],
  ['middle_name', (faker) => faker.person.middleName()],
  ['last_name lastname surname family_name', (faker) => faker.person.lastName()],
  ['username user_name login nickname nick handle screen_name', (faker) => faker.internet.username().toLowerCase()],
  ['job job_title position occupation', (faker) => faker.person.jobTitle()],
  ['gender sex', (faker) => faker.person.sex()],
  ['company organization organisation employer vendor supplier manufacturer', (faker) => faker.company.name()],
  ['phone mobile fax telephone tel cell', (faker) => `+1${faker.string.numeric({ length: 10, allowLeadingZeros: false })}`],
  ['zip postcode postal postal_code zip_code', (faker) => faker.location.zipCode('#####')],
  ['street street_address address address_line', (faker) => faker.location.streetAddress()],
  ['city town', (faker) => faker.location.city()],
  ['state province region', (faker) => faker.location.state()],
  ['county', (faker) => faker.location.county()],
  ['latitude lat', (faker) => String(faker.location.latitude())],
  ['longitude lng lon', (faker) => String(faker.location.longitude())],
  ['time_zone timezone tz', (faker) => faker.location.timeZone()],
  ['colour color', (faker) => faker.color.rgb()],
  ['iban', (faker) => faker.finance.iban()],
  ['bic swift', (faker) => faker.finance.bic()],
  ['card_number credit_card', (faker) => faker.string.numeric(16)],
  ['account_number', (faker) => faker.finance.accountNumber()],
  ['isbn', (faker) => faker.commerce.isbn({ separator: '' })],
  ['ean barcode upc gtin', (faker) => faker.string.numeric(13)],
  ['sku part_number article_number', (faker) => `${faker.string.alpha({ length: 3, casing: 'upper' })}-${faker.string.numeric(5)}`],
  ['vin', (faker) => faker.vehicle.vin()],
  ['version release revision', (faker) => faker.system.semver()],
  ['slug permalink', (faker) => faker.lorem.slug(3)],
  ['title headline subject', (faker) => capitalize(faker.lorem.words({ min: 2, max: 5 }))],
  ['description body content message text comment comments summary bio about note notes remark remarks excerpt abstract', (faker) => faker.lorem.paragraph()],
  ['html', (faker) => `<p>${faker.lorem.sentence()}</p>`],
  ['tag label keyword', (faker) => faker.word.noun()],
  ['department', (faker) => faker.commerce.department()],
  ['category genre topic', (faker) => faker.word.noun()],
  ['quote question answer', (faker) => faker.lorem.sentence()],
  ['query', (faker) => faker.word.words(3)],
  ['method', (faker) => faker.internet.httpMethod()],
  ['cron schedule', (faker) => faker.system.cron()],
  ['reference number invoice_number order_number', (faker) => `${faker.string.alpha({ length: 2, casing: 'upper' })}${faker.string.numeric(6)}`],
  ['price amount total', (faker) => faker.finance.amount()],
  ['day date birthday', (faker) => faker.date.between({ from: '2020-01-01', to: '2024-12-31' }).toISOString().slice(0, 10)],
];

/** What a `name` is the name of, by the table it stands in. */
const named: readonly (readonly [words: string, make: TextMaker])[] = [
  ['user users person people customer customers author authors contact contacts employee employees member members patient student teacher account', (faker) => faker.person.fullName()],
  ['product products item items article articles variant', (faker) => faker.commerce.productName()],
  ['company companies organization organizations organisation tenant tenants vendor vendors supplier suppliers client clients', (faker) => faker.company.name()],
  ['city cities', (faker) => faker.location.city()],
  ['country countries', (faker) => faker.location.country()],
  ['category categories department departments', (faker) => faker.commerce.department()],
  ['file files document attachment', (faker) => faker.system.commonFileName()],
];

/**
 * How to make texts for a column, by its name and its table's.
 * @param maxLength of the column, in characters: a country is a code where only that has room
 */
export function findTextMaker(tableName: string, columnName: string, maxLength: number | undefined): TextMaker {
  const words = splitName(columnName);
  const room = maxLength ?? Infinity;
  if (isAmong('country country_code nationality', words)) return room < 3 || words.includes('code') ? (faker) => faker.location.countryCode() : room < 4 ? (faker) => faker.location.countryCode('alpha-3') : (faker) => faker.location.country();
  if (isAmong('currency', words)) return room < 10 || words.includes('code') ? (faker) => faker.finance.currencyCode() : (faker) => faker.finance.currencyName();
  if (isAmong('language locale lang', words)) return room < 5 ? (faker) => faker.location.language().alpha2 : (faker) => `${faker.location.language().alpha2}-${faker.location.countryCode()}`;
  const found = meanings.find(([accepted]) => isAmong(accepted, words));
  if (found !== undefined) return found[1];
  if (isAmong('name fullname', words)) {
    const owner = words.length > 1 ? words : splitName(tableName);
    return named.find(([accepted]) => isAmong(accepted, owner))?.[1] ?? ((faker) => capitalize(faker.word.words({ count: { min: 1, max: 3 } })));
  }
  if (isAmong('code key abbreviation symbol', words)) return (faker) => faker.string.alphanumeric({ length: 8, casing: 'upper' });
  return (faker) => faker.lorem.words({ min: 1, max: 3 });
}

function isAmong(accepted: string, words: readonly string[]): boolean {
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''}_${word}`);
  const names = accepted.split(' ');
  return pairs.some((pair) => names.includes(pair)) || words.some((word) => names.includes(word));
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
