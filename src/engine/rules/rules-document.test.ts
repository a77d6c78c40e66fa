import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES } from '../../shared/model/action';
import { FACTS, FACT_NEEDS, type Fact, type FactNeed } from '../../shared/model/fact';
import { RECIPE_IDS } from '../../shared/model/folder';
import { OPERATORS, ruleSchema, ruleWarningSchema } from '../../shared/model/rule';
import { CONFLICT_POLICIES, transformRecipeSchema } from '../../shared/model/transform';
import { flawsAmong } from './check-rules';
import { ALL_ACTIONS } from '../acting/all-actions';
import { readRules, RULE_KEYS } from './read-rules';
import { FILTERS, MOMENTS, OWN_TOKENS, Template } from './template';
import { DEFAULTS, KEYS, MAIN_KEYS } from './written-action';

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'formats', 'rules.md'), 'utf8');
/** The cells of a row whose first cell is `name` in code, below a heading. */
const rowOf = (heading: string, name: string): string[] => {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`) + 1).split(/\n## /)[0] ?? '';
  const row = section.split('\n').find((line) => line.startsWith(`| \`${name}\``) || line.startsWith(`| ${name} |`));
  return row?.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()) ?? [];
};
const inCode = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
const KNOWN: Record<FactNeed, string> = { look: 'at once', recognise: 'recognised', read: 'read', faces: 'faces found', ocr: 'by OCR', compare: 'compared', lookInside: 'looked inside' };

describe('docs/formats/rules.md', () => {
  it.each(RULE_KEYS)('says what the key %s means', (key) => {
    expect(rowOf('A rule', key)[2]).toMatch(/\S/);
  });

  it('says which defaults they have', () => {
    const { isEnabled, on, stop } = ruleSchema.parse({ name: 'A' });
    expect(rowOf('A rule', 'enabled')[1]).toBe(`\`${isEnabled}\``);
    expect(rowOf('A rule', 'on')[1]).toBe(`\`[${on.join(', ')}]\``);
    expect(rowOf('A rule', 'stop')[1]).toBe(`\`${stop}\``);
  });

  it.each(Object.entries<Fact>(FACTS))('says what the fact %s is, and when it is known', (name, { type, needs, choices = [] }) => {
    const [, saidType, saidKnown, meaning] = rowOf('Facts', name);
    expect([saidType, saidKnown]).toEqual([type, KNOWN[needs]]);
    expect(FACT_NEEDS).toContain(needs);
    expect(inCode(meaning)).toEqual(expect.arrayContaining([...choices]));
  });

  it.each(Object.entries(OPERATORS))('says by which operators a %s is asked', (type, operators) => {
    expect(inCode(rowOf('Conditions', type)[1])).toEqual(operators);
  });

  it.each(ACTION_NAMES)('says which keys the action %s has, and their defaults', (name) => {
    const [, keys] = rowOf('Actions', name);
    const said = inCode(keys);
    const values = Object.entries(DEFAULTS[name]).filter(([key, value]) => key !== 'onFailure' && typeof value !== 'object').map(([, value]) => String(value));
    expect(said.toSorted()).toEqual([...KEYS[name].filter((key) => key !== 'onFailure'), ...values].toSorted());
    for (const [key, value] of Object.entries(DEFAULTS[name])) if (key !== 'onFailure' && typeof value !== 'object') expect(keys).toContain(`\`${key}\` (\`${String(value)}\`)`);
    if (MAIN_KEYS[name] !== undefined) expect(said[0]).toBe(MAIN_KEYS[name]);
    expect(inCode(rowOf('Actions', 'transform')[2])).toEqual(Object.keys(transformRecipeSchema.shape));
  });

  it('names all tokens and what can be done to them, and no others', () => {
    for (const token of [...OWN_TOKENS, ...MOMENTS]) expect(page).toContain(`{${token}}`);
    for (const filter of Object.keys(FILTERS)) expect(page).toMatch(new RegExp(`\`${filter}[ \`]`));
    const tokens = [...page.matchAll(/\{[a-z]+(?:[.:|][^{}`]*)?\}/g)].map(([token]) => token);
    expect(tokens.length).toBeGreaterThan(20);
    for (const token of tokens.filter((one) => !/^\{(?:to|all|action)/.test(one) && !one.includes(': '))) expect(() => Template.parse(token), token).not.toThrow();
  });

  it.each(CONFLICT_POLICIES)('says what happens with the conflict policy %s', (policy) => expect(rowOf('Actions', policy)[1]).toMatch(/\S/));

  it.each(ruleWarningSchema.shape.kind.options)('says what the warning %s means', (kind) => {
    expect(rowOf('What is refused, and what is warned of', kind)[1]).toMatch(/\S/);
  });

  it.each(RECIPE_IDS)('names the recipe %s', (id) => expect(page).toContain(`\`${id}\``));

  it('has examples that are right', () => {
    const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] as string);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const { rules, problems } = readRules(example);
      expect(problems).toEqual([]);
      expect(flawsAmong(rules, rules, { dataFolder: '/data', actions: ALL_ACTIONS, folders: [], programsAllowed: false }, true)).toEqual([]);
    }
  });
});
