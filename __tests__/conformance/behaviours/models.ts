import { everywhere } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, topic, write } from './sources.ts';

/** The models' table `account`, as `a1` makes it, and with these columns and indexes more. */
export function modelAccount(...more: readonly string[]): string {
  const rest = more.map((one) => `    ${one},\n`).join('');
  return `
account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.String(120), nullable=False),
    sa.Column("name", sa.String(80)),
${rest})
`;
}

export const account = modelAccount();
const models = `${account}
topic = sa.Table("topic", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))
`;

export const modelled: readonly Behaviour[] = [
  {
    name: 'a column of the models has no revision',
    check: 'models/drift',
    revisions: write(topic, dropTopic),
    models: models.replace('sa.Column("name", sa.String(80))', 'sa.Column("name", sa.String(80)), sa.Column("nickname", sa.String(40))'),
    expect: everywhere('models/drift: column `account.nickname` is in the models and not in the database'),
  },
  {
    name: 'a table of the database has no model',
    check: 'models/drift',
    revisions: write(topic, dropTopic),
    models: account,
    expect: everywhere('models/drift: table `topic` is in the database and not in the models'),
  },
  {
    name: 'the models say the same',
    check: 'models/drift',
    revisions: write(topic, dropTopic),
    models,
    expect: everywhere(),
    differsByVersion: 'how the server spells types',
  },
];
