import ts from 'typescript';

/** A file of rules with one rule or guard of it dropped or turned round. */
export type Mutant = { readonly line: number; readonly what: string; readonly text: string };

type Edit = { readonly what: string; readonly from: number; readonly to: number; readonly by: string };

const turned: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
]);
const eitherSide: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/**
 * A table that holds nothing but fixed words is what the service says: no rule, and no list of what is looked for. One of
 * which a rule asks what it has is such a list.
 */
const isWording = (node: ts.ObjectLiteralExpression, source: ts.SourceFile): boolean =>
  ts.isAsExpression(node.parent) &&
  ts.isConstTypeReference(node.parent.type) &&
  !source.text.includes(`hasOwn(${tableOf(node, source)},`) &&
  node.properties.every(
    (property) => ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer),
  );

/** Every way to spoil one node alone. */
const editsOf = (node: ts.Node, source: ts.SourceFile): readonly Edit[] => {
  const [from, to] = [node.getStart(source), node.getEnd()];
  const put = (what: string, by: string): Edit => ({ what, from, to, by });
  const text = (part: ts.Node): string => part.getText(source);
  /** A list with each of its members left out in turn. */
  const leaveOut = (parts: readonly ts.Node[], [open, close]: string): readonly Edit[] =>
    parts.map((left) =>
      put(
        `without ${text(left).slice(0, 60)}`,
        `${open}${parts.filter((part) => part !== left).map(text)}${close}`,
      ),
    );
  if (ts.isArrayLiteralExpression(node)) return leaveOut(node.elements, '[]');
  if (ts.isObjectLiteralExpression(node) && !isWording(node, source)) return leaveOut(node.properties, '{}');
  if (ts.isPropertyAssignment(node) && isRule(node, source)) {
    const { initializer: rule, name } = node;
    const wider = ['anybody', 'named', 'everybody'].filter((word) => text(rule) !== `'${word}'`);
    return [
      put(`${text(name)}: nobody`, `${text(name)}: []`),
      ...wider
        .filter((word) => isOnCase(node, source) !== (word === 'everybody'))
        .map((word) => put(`${text(name)}: ${word}`, `${text(name)}: '${word}'`)),
    ];
  }
  if (ts.isIfStatement(node))
    return [
      put('without the guard', ''),
      { what: 'always', from: node.expression.getStart(source), to: node.expression.getEnd(), by: 'true' },
    ];
  if (ts.isConditionalExpression(node))
    return [put('always', text(node.whenTrue)), put('never', text(node.whenFalse))];
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken: sign } = node;
    if (eitherSide.has(sign.kind)) return [put('left alone', text(left)), put('right alone', text(right))];
    const other = turned.get(sign.kind);
    return other ? [put(`${text(sign)} as ${other}`, `${text(left)} ${other} ${text(right)}`)] : [];
  }
  if (ts.isPrefixUnaryExpression(node)) return [put('without the not', text(node.operand))];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression: list, name } = node.expression;
    if (name.text === 'filter') return [put('without the filter', text(list))];
    if (name.text === 'some') return [put('every', `${text(list)}.every(${node.arguments.map(text)})`)];
  }
  if (ts.isPropertyAssignment(node) && node.initializer.kind === ts.SyntaxKind.FalseKeyword)
    return [put('true', `${text(node.name)}: true`)];
  if (ts.isPropertyAssignment(node) && node.initializer.kind === ts.SyntaxKind.TrueKeyword)
    return [put('false', `${text(node.name)}: false`)];
  return [];
};

const tableOf = (node: ts.Node, source: ts.SourceFile): string => {
  const declared = ts.findAncestor(node, ts.isVariableDeclaration);
  return declared?.name.getText(source) ?? '';
};
const isRule = (node: ts.Node, source: ts.SourceFile): boolean =>
  ['onCase', 'byPost'].includes(tableOf(node, source));
const isOnCase = (node: ts.Node, source: ts.SourceFile): boolean => tableOf(node, source) === 'onCase';

/** Every mutant of a policy's text, in the order of its lines. */
export const mutantsOf = (policy: string): readonly Mutant[] => {
  const source = ts.createSourceFile('access.ts', policy, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    for (const { what, from, to, by } of editsOf(node, source)) {
      const line = source.getLineAndCharacterOfPosition(from).line + 1;
      mutants.push({ line, what, text: policy.slice(0, from) + by + policy.slice(to) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
};
