import { addDays, type PlainDate } from '../../src/domain/dates.ts';

/** The files of a new procedure with one rule and one case that reaches it, by their names. */
export const skeleton = (
  council: string,
  folder: string,
  today: PlainDate,
): Readonly<Record<'adoption.yaml' | 'adoption.cases.yaml', string>> => ({
  'adoption.yaml': `# yaml-language-server: $schema=../procedure.schema.json
# What ${council} asks when an adoptive placement ends early. Each rule names the paragraph of your own document it
# comes from, and says it in your own words. docs/how-to/add-a-council.md explains every key.
procedure: ${folder}/adoption
council: ${JSON.stringify(council)}
# regional-agency: The regional adoption agency you work with, if there is one
title: Disruption of adoptive placements
version: '${today.slice(0, 7)}' # in quotes; when the document was issued
in-force: { from: ${today} } # the first day cases begin under this version
document: The title of your document, as it is printed on it

# Which placements the whole procedure is about. A list means any of its values.
applies:
  id: Scope
  when: { kind: adoptive, stage: [before-order] }
  because:
    paragraph: Scope
    says: In your own words, which placements the document is about.

# The agenda of the meeting, in order. Nothing is said by [].
agenda:
  - { key: welcome, title: Welcome and why we are meeting, prompt: Who is here and how we will work together. }
  - { key: findings, title: Findings, kind: finding, prompt: 'The reasons the meeting found, without blame.' }
  - { key: lessons, title: Lessons, kind: lesson, prompt: 'What we would do differently, written without names.' }

# What people are asked who write to the meeting, by what they are on the case. Nobody has to answer. Nothing is said by [].
questions:
  - key: went-well
    of: [adopters, current-carer]
    ask: What went well?
    because: { paragraph: '1', says: 'In your own words, why they are asked.' }

# One rule for each thing the document asks: who has to do what, how strongly, when, and where it says so.
rules:
  - id: R-1
    duty: must # or should, or consider
    when: { stage: before-order } # {} is always
    by: child-social-worker
    asks: { meeting: { name: Disruption meeting } }
    # Without from there is no earliest day. Other units: working-days, weeks, months, years.
    window: { from: { days: 28 }, to: { days: 42 }, after: broke-down-on }
    because:
      paragraph: '1'
      says: In your own words, what this paragraph asks.
  # - id: R-2
  #   duty: should
  #   when: {}
  #   by: child-social-worker
  #   asks: { notify: { of: that the placement ended, who: [iro] } }
  #   window: { to: { working-days: 5 }, after: broke-down-on }
  #   because: { paragraph: '2', says: 'In your own words, what this paragraph asks.' }
`,
  'adoption.cases.yaml': `# yaml-language-server: $schema=../procedure-cases.schema.json
# What the procedure has to answer: facts in; duties, days and paragraphs out. Every rule needs a case that reaches it.
- case: A placement ends before the order
  facts: { kind: adoptive, stage: before-order, broke-down-on: ${today} }
  expect:
    - { rule: R-1, duty: must, by: child-social-worker, from: ${addDays(today, 28)}, to: ${addDays(today, 42)}, paragraph: '1' }
- case: A placement ends in introductions, which the procedure is not about
  facts: { kind: adoptive, stage: introductions, broke-down-on: ${today} }
  expect: []
`,
});
