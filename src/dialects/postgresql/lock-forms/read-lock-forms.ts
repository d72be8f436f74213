import type { LockForm, LockFormQuestions } from '../../../sql/lock-form.ts';
import type { ObjectName } from '../../../sql/operation.ts';
import type { Node } from '../parse-tree.ts';
import { readSyntax } from '../read-syntax.ts';
import type { StatementSyntax } from '../read-syntax.ts';
import { readAddConstraint, readAlterDomain, readAttach, readColumnConstraints, readSetNotNull, readValidate } from './constraint-forms.ts';
import { readCreateIndex, readDetach, readDropIndex, readRefresh, readReindex } from './index-forms.ts';
import { readQuery } from './query-forms.ts';
import { readAddColumn, readChangeType, readReordering, readSetExpression, readTableSetting } from './rewrite-forms.ts';

/**
 * What in a text may keep others waiting, and how the same is had without; nothing of what the text has in a better form already. Whether it
 * does so is for the server to say: what rewrites a table in one version does not in another.
 */
export function readLockForms(sql: string, questions: LockFormQuestions): readonly LockForm[] {
  const syntax = readSyntax(sql);
  return syntax.parsed ? syntax.statements.flatMap((statement) => readStatement(statement, questions)) : [];
}

function readStatement(statement: StatementSyntax, questions: LockFormQuestions): LockForm[] {
  const { type, body } = statement.node.typed();
  switch (type) {
    case 'IndexStmt':
      return readCreateIndex(body, statement.text, questions);
    case 'DropStmt':
      return readDropIndex(body, questions);
    case 'ReindexStmt':
      return readReindex(body, statement.text, questions);
    case 'RefreshMatViewStmt':
      return readRefresh(body, statement.text);
    case 'AlterDomainStmt':
      return readAlterDomain(body, statement);
    case 'SelectStmt':
      return readQuery(body);
    case 'InsertStmt':
      return readQuery(body.child('selectStmt').child('SelectStmt'));
    case 'ClusterStmt':
      return readReordering('CLUSTER', readRelation(body));
    case 'VacuumStmt': {
      if (!body.list('options').some((option) => option.child('DefElem').text('defname') === 'full')) return [];
      const tables = body.list('rels').map((table) => readRelation(table.child('VacuumRelation')));
      return (tables.length === 0 ? [undefined] : tables).flatMap((table) => readReordering('VACUUM FULL', table));
    }
    case 'AlterTableStmt':
      return readAlterTable(body, statement);
    default:
      return [];
  }
}

function readRelation(body: Node): ObjectName | undefined {
  return body.has('relation') ? body.child('relation').relationName() : undefined;
}

function readAlterTable(body: Node, statement: StatementSyntax): LockForm[] {
  const table = body.child('relation').relationName();
  const commands = body.list('cmds').map((item) => item.child('AlterTableCmd'));
  const whole = commands.length === 1 ? statement : undefined;
  return commands.flatMap((command) => {
    const subtype = command.text('subtype') ?? '';
    const definition = command.child('def');
    const name = command.text('name') ?? '';
    switch (subtype) {
      case 'AT_AddColumn':
        return [...readAddColumn(table, definition.child('ColumnDef'), statement, whole !== undefined), ...readColumnConstraints(table, definition.child('ColumnDef'))];
      case 'AT_AlterColumnType':
        return readChangeType(table, name, definition.child('ColumnDef'));
      case 'AT_SetNotNull':
        return readSetNotNull(table, name);
      case 'AT_AddConstraint':
        return readAddConstraint(table, definition.child('Constraint'), whole);
      case 'AT_ValidateConstraint':
        return readValidate(table, name);
      case 'AT_AttachPartition':
        return readAttach(table, definition.child('PartitionCmd'), statement);
      case 'AT_DetachPartition':
        return readDetach(table, definition.child('PartitionCmd'));
      case 'AT_SetExpression':
        return readSetExpression(table, name);
      default:
        return readTableSetting(table, subtype);
    }
  });
}
