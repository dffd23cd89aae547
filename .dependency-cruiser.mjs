// What may import what: the table in ARCHITECTURE.md. Tests may import what they test and more.
const tests = '\\.test\\.ts$';
const domain = '^src/domain/';

/** A rule: files of `from` import nothing of ours or of Node but what `may` allows. */
const only = (name, comment, from, may) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { pathNot: may },
});

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-imports-the-start',
      comment: 'app, main and config put the house together; nothing in it may lean on them.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '^src/(main|app|work)\\.ts$'] },
      to: { path: '^src/(main|app|work|config)\\.ts$' },
    },
    only('domain-is-pure', 'No clock, database, HTML, package or Node module in a rule.', domain, [
      domain,
      '^node_modules/temporal-polyfill/',
    ]),
    {
      name: 'temporal-in-dates-alone',
      comment: 'One file knows how days are counted.',
      severity: 'error',
      from: { path: domain, pathNot: [tests, '^src/domain/dates\\.ts$'] },
      to: { path: '^node_modules/' },
    },
    only('procedures-read-data', 'Procedure files in, domain types out.', '^src/procedures/', [
      domain,
      '^src/procedures/',
      '^node_modules/(zod|yaml)/',
      '^(fs|path)$',
    ]),
    {
      name: 'edges-stay-apart',
      comment: 'Each edge knows the domain, packages and itself.',
      severity: 'error',
      from: { path: '^src/(web|database|delivery|documents|filing)/', pathNot: tests },
      to: { path: '^src/', pathNot: [domain, '^src/$1/'] },
    },
    {
      name: 'features-stay-apart',
      comment: 'What two features share is a rule, a look or a question: domain, web or database.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: tests },
      to: { path: '^src/features/[^/]+/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'features-know-no-procedure-reader',
      comment: 'A feature is given the procedures, read.',
      severity: 'error',
      from: { path: '^src/features/', pathNot: tests },
      to: { path: '^src/procedures/' },
    },
    {
      name: 'views-only-show',
      comment:
        'A view turns what it is given into HTML; it may name a type of anywhere, and calls nothing but looks.',
      severity: 'error',
      from: { path: '\\.view\\.ts$', pathNot: tests },
      to: {
        pathNot: [
          domain,
          '\\.view\\.ts$',
          '^src/web/(html|govuk|forms|page|typed|check-fields|child-pictures|child-words|contribution-fields|differences|disagreements|document-view|duty-reason|said|timeline)\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-missing',
      comment:
        'A package that is imported is in package.json, under dependencies when the service itself needs it.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        pathNot: '^(@types/|node_modules/@types/)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
