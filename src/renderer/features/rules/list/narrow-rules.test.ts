import { expect, it } from 'vitest';
import { ruleSchema, type RuleView } from '../../../../shared/model/rule';
import { narrowRules } from './narrow-rules';

const view = (rule: object): RuleView => ({ rule: ruleSchema.parse(rule), warnings: [], hits: 0, failures: 0, lastHitAt: null });
const everywhere = view({ name: 'Everywhere' });
const byName = view({ name: 'Bills', folders: ['scans'], note: 'for Ada' });
const byPath = view({ name: 'Photos', folders: ['/in/mail'] });
const all = [everywhere, byName, byPath];
const scans = { id: 1, name: 'Scans', path: '/in/scans' };
const mail = { id: 2, name: 'Mail', path: '/in/mail' };

it('narrows to a folder, with the rules that belong to all', () => {
  expect(narrowRules(all, scans, '')).toEqual([everywhere, byName]);
  expect(narrowRules(all, mail, '')).toEqual([everywhere, byPath]);
  expect(narrowRules(all, null, '  ')).toBe(all);
});

it('finds words in names and notes', () => {
  expect(narrowRules(all, null, 'ADA')).toEqual([byName]);
  expect(narrowRules(all, mail, 'ada')).toEqual([]);
});
