/** The text that `:put [:parse ...]` prints for a script that the router accepts: its intermediate form, without positions. */
import type { Argument, Expression, Statement } from './tree';

export function intermediateForm(statements: readonly Statement[]): string {
  return statements.map(statementForm).join(';');
}

function statementForm(statement: Statement): string {
  switch (statement.kind) {
    case 'menu':
      return `${statement.menu}/`;
    case 'command': {
      const condition = statement.condition === undefined ? [] : [`where=${expressionForm(statement.condition)}`];
      const words = [
        ...argumentForms(statement.arguments, '='),
        ...statement.unset.map((name) => `!${name}`),
        ...condition,
      ];
      return `(evl ${statement.menu}/${statement.verb}${words.join(';')})`;
    }
    case 'bad-command': {
      const { line, column } = statement.position;
      const words = argumentForms(statement.arguments, '=').map((word) => `;${word}`);
      return `(<%% bad command name ${statement.word} (line ${line} column ${column}) ${statement.word}${words.join('')})`;
    }
    case 'call': {
      const target = expressionForm(statement.target);
      return `(<%% ${target} ${[`(> ${target})`, ...argumentForms(statement.arguments, '=')].join(';')})`;
    }
    case 'block':
      return blockForm(statement.statements);
    case 'value':
      return expressionForm(statement.value);
  }
}

function blockForm(statements: readonly Statement[]): string {
  return `(evl ${statements.map(statementForm).join(' ')})`;
}

function argumentForms(given: readonly Argument[], equals: string): string[] {
  return [...given]
    .sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
    .map(({ name, value }) => {
      const prefix = name === '' ? '' : name + equals;
      if (value === undefined) {
        return name;
      }
      return value.kind === 'code' ? `${prefix};${blockForm(value.statements)}` : prefix + expressionForm(value);
    });
}

function expressionForm(expression: Expression): string {
  switch (expression.kind) {
    case 'text':
      return expression.quoted ? expression.text : constantForm(expression.text);
    case 'word':
      return constantForm(expression.text);
    case 'variable':
      return `$${expression.name}`;
    case 'concatenation':
      return `(. ${expression.parts.map(expressionForm).join(' ')})`;
    case 'substitution':
      return blockForm(expression.statements);
    case 'code':
      return `;${blockForm(expression.statements)}`;
    case 'unary':
      return `(${expression.operator} ${expressionForm(expression.operand)})`;
    case 'binary':
      return `(${expression.operator} ${expressionForm(expression.left)} ${expressionForm(expression.right)})`;
    case 'array':
      return expression.elements
        .map(({ key, value }) => (key === undefined ? '' : `${expressionForm(key)}=`) + expressionForm(value))
        .join(';');
  }
}

function constantForm(word: string): string {
  return word === 'yes' ? 'true' : word === 'no' ? 'false' : word;
}
