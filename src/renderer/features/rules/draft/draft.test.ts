import { expect, it } from 'vitest';
import { ruleSchema, type Rule, type RuleView } from '../../../../shared/model/rule';
import { actsOtherwise, freeName, isOvertaken, isSameRule, isUnsaved, newRule } from './draft';

const rule = (part: object = {}): Rule => ruleSchema.parse({ name: 'Invoices', if: { all: [{ fact: 'name', operator: 'contains', value: 'inv' }] }, ...part });
const view = (name: string): RuleView => ({ rule: rule({ name }), warnings: [], hits: 0, failures: 0, lastHitAt: null });

it('is unsaved once something differs, or while a YAML text can’t be read', () => {
  expect(isUnsaved(undefined)).toBe(false);
  expect(isUnsaved({ base: rule(), rule: rule(), text: null })).toBe(false);
  expect(isUnsaved({ base: rule(), rule: rule({ stop: true }), text: null })).toBe(true);
  expect(isUnsaved({ base: rule(), rule: rule(), text: 'name: [' })).toBe(true);
});

it('is overtaken when the saved one is another than it began with', () => {
  const draft = { base: rule(), rule: rule({ stop: true }), text: null };
  expect(isOvertaken(draft, rule())).toBe(false);
  expect(isOvertaken(draft, rule({ note: 'new' }))).toBe(true);
  expect(isOvertaken(draft, undefined)).toBe(true);
});

it('acts otherwise unless only name, note or switch differ', () => {
  expect(actsOtherwise(rule(), rule({ name: 'X', note: 'n', isEnabled: false }))).toBe(false);
  expect(actsOtherwise(rule(), rule({ on: ['deleted'] }))).toBe(true);
  expect(isSameRule(rule(), rule({ note: 'n' }))).toBe(false);
});

it('finds a free name, whatever the capitals', () => {
  expect(freeName('Bills', [view('Invoices')])).toBe('Bills');
  expect(freeName('invoices', [view('Invoices'), view('INVOICES 2')])).toBe('invoices 3');
});

it('begins a rule that is off and asks for nothing', () => {
  expect(newRule('New', 'Scans')).toMatchObject({ name: 'New', isEnabled: false, folders: ['Scans'], if: { all: [] } });
  expect(newRule('New', null).folders).toEqual([]);
});
