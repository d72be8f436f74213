import { readFileSync } from 'node:fs';
import type { DialectName } from '../../../src/dialects/dialect.ts';
import { full } from '../designs/table-design.ts';
import type { TableDesign } from '../designs/table-design.ts';

/** Whole schemas in the style of well-known ones, each in a file for every dialect that it is written for. */
export function readSchemas(): readonly TableDesign[] {
  return [
    ...readSchema('shop', ['postgresql'], full(...names('currencies countries tax_rates customers addresses categories brands products product_categories variants images prices warehouses stock carts cart_items coupons orders order_lines payments shipments shipment_lines refunds reviews'))),
    ...readSchema('shop', ['mysql', 'mariadb', 'sqlite'], full(...names('currencies countries customers addresses categories products variants warehouses stock carts cart_items orders order_lines payments refunds reviews'))),
    ...readSchema('forum', ['mysql', 'mariadb', 'sqlite'], full(...names('users boards topics posts votes tags topic_tags conversations participants messages flags badges user_badges settings'))),
    ...readSchema('forum', ['postgresql'], full(...names('users groups group_members boards board_permissions topics posts post_revisions votes tags topic_tags topic_users conversations participants messages flags badges user_badges bans polls poll_votes'))),
    ...readSchema('billing', ['postgresql'], full(...names('organisations contacts products prices price_tiers subscriptions subscription_items usage_records tax_ids coupons redemptions invoices invoice_lines credit_notes payment_methods payments accounts journal postings'))),
    ...readSchema('cms', ['postgresql'], { ...full(...names('sites languages site_languages users page_types pages versions blocks folders media media_texts tags page_tags menus menu_items redirects forms form_fields submissions locks')), settings: 1 }),
    ...readSchema('event-log', ['postgresql'], full(...names('tenants api_keys sources event_types streams events snapshots links outbox consumers dead_letters alert_rules alerts metrics audit'))),
  ];
}

function readSchema(name: string, dialects: readonly DialectName[], rows: Record<string, number>): readonly TableDesign[] {
  return dialects.map((dialect) => {
    // MySQL and MariaDB read the same file.
    const file = dialect === 'mariadb' ? 'mysql' : dialect;
    return { name: `${name}, whole`, dialects: [dialect], sql: readFileSync(new URL(`${name}.${file}.sql`, import.meta.url), 'utf8'), rows };
  });
}

function names(list: string): readonly string[] {
  return list.split(' ');
}
