import { common, describePasting } from './paste-repeatable-form.ts';

const lowerEmail = '[sa.text("(lower(email))")]';

describePasting('mysql', 'mysql:9.7', [
  ...common,
  { name: 'an index on an expression made', before: [], does: `op.create_index("ix_l", "account", ${lowerEmail})`, undoes: ['op.drop_index("ix_l", table_name="account")'], rest: lowerEmail },
]);
describePasting('mariadb', 'mariadb:11.8', common);
