import { describe, expect, it } from 'vitest';
import { ACTION_NAMES } from '../../../../shared/model/action';
import { FACTS, type FactName } from '../../../../shared/model/fact';
import { OPERATORS, ruleSchema, type RuleTest } from '../../../../shared/model/rule';
import { testOf, withOperator } from '../condition/value-shape';
import { newAction } from '../actions/new-action';
import { actionSentence } from './action-sentence';
import { conditionWords } from './condition-words';
import { ruleSentence } from './rule-sentence';
import { testWords } from './test-words';

const name = { fact: 'name', operator: 'contains', value: 'inv' } as const;
const kind = { fact: 'kind', operator: 'is one of', value: ['document', 'image'] } satisfies RuleTest;

describe('a rule as a sentence', () => {
  it('reads from when to then', () => {
    const rule = ruleSchema.parse({
      name: 'A',
      folders: ['Scans', 'Mail'],
      if: { all: [kind, { any: [name, { none: [{ fact: 'size', operator: 'above', value: '10 MB' }] }] }] },
      // oxlint-disable-next-line unicorn/no-thenable
      then: [
        { do: 'move', to: '/archive/{date:YYYY}' },
        { do: 'tag', add: ['invoice'] },
      ],
      stop: true,
    });
    expect(ruleSentence(rule)).toBe(
      'When a file is created or changes its content in Scans or Mail, and the kind is document or image and (the name contains “inv” or not (the size is above 10 MB)): ' +
        'move it to “/archive/{date:YYYY}” and tag it “invoice”. Rules below are then not asked.',
    );
  });

  it('says that nothing is asked and nothing done', () => {
    expect(ruleSentence(ruleSchema.parse({ name: 'A', on: ['deleted'] }))).toBe('When a file is deleted in any watched folder: do nothing.');
  });

  it('leaves groups out that ask nothing', () => {
    expect(conditionWords({ all: [{ none: [] }, name] })).toBe('the name contains “inv”');
    expect(conditionWords({ any: [] })).toBe('never');
    expect(conditionWords({ any: [name, kind] })).toBe('the name contains “inv” or the kind is document or image');
  });
});

it.each([
  [{ fact: 'blurry', operator: 'is', value: false }, 'it is not blurry'],
  [{ fact: 'ocr.used', operator: 'is', value: false }, 'OCR did not read it'],
  [{ fact: 'located', operator: 'is', value: false }, 'it does not say where it was taken'],
  [{ fact: 'located', operator: 'is', value: true }, 'it says where it was taken'],
  [{ fact: 'title', operator: 'is known', value: false }, 'the title is not known'],
  [{ fact: 'columns', operator: 'contains', value: ['a', 'b'] }, 'the columns contain “a” or “b”'],
  [{ fact: 'columns', operator: 'has at least', value: 3 }, 'the columns number at least 3'],
  [{ fact: 'warnings', operator: 'is empty', value: false }, 'the warnings are not empty'],
  [{ fact: 'pages', operator: 'between', value: [2, 9] }, 'the number of pages is between 2 and 9'],
  [{ fact: 'name', operator: 'contains', value: '' }, 'the name contains …'],
  [{ fact: 'event', operator: 'is', value: 'content_changed' }, 'the event is content changed'],
] as const)('says %j', (test, words) => {
  expect(testWords({ ...test, value: Array.isArray(test.value) ? [...test.value] : (test.value as string) })).toBe(words);
});

it('has words for every fact, operator and action', () => {
  for (const fact of Object.keys(FACTS) as FactName[]) {
    for (const operator of OPERATORS[FACTS[fact].type]) expect(testWords(withOperator(testOf(fact), operator))).not.toMatch(/undefined|\bwhether\b/);
  }
  for (const action of ACTION_NAMES) expect(actionSentence(newAction(action))).not.toMatch(/undefined|^$/);
});
