import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { Random } from '../../../tests/helpers/random';
import type { Rule } from '../../shared/model/rule';
import { changeRulesText, changeRulesTextInSteps, type RulesText } from './change-rules-text';
import { RandomRules } from './random-rules.test-kit';
import { readRules, readRulesInSteps } from './read-rules';
import { finish, finishSlowly } from './steps';
import { writeRules, writeRulesAlone } from './write-rules';

/** As it comes out of the writer, with comments at the head, above each rule and behind its name. */
function ordinaryFile(rules: readonly Rule[], random: Random): string {
  const text = `# Mine.\n\nversion: 1\n${writeRulesAlone(rules).replaceAll(/^( {2}- name: .*)$/gm, (line) => (random.below(3) > 0 ? `  # about it\n${line} # so called` : line))}# The end.\n`;
  return writeRules(text, rules);
}

const cut = (text: string): RulesText => ({ text, cut: readRules(text).cut });

function edited(rules: readonly Rule[], random: Random, make: RandomRules): { after: Rule[]; formerNames: Map<string, string> } {
  const at = random.below(rules.length);
  const to = random.below(rules.length);
  const rule = rules[at] as Rule;
  const others = rules.filter((one) => one !== rule);
  const become = (other: Rule): Rule[] => rules.map((one) => (one === rule ? other : one));
  const none = new Map<string, string>();
  switch (random.below(7)) {
    case 0:
      return { after: rules.toSpliced(at, 0, make.rule()), formerNames: none };
    case 1:
      return { after: become({ ...rule, isEnabled: !rule.isEnabled }), formerNames: none };
    case 2:
      return { after: rules.length > 3 ? others : [...rules, make.rule()], formerNames: none };
    case 3:
      return { after: others.toSpliced(to, 0, rule), formerNames: none };
    case 4:
      return { after: become({ ...make.rule(), name: rule.name }), formerNames: none };
    case 5: {
      const { name } = make.rule();
      return { after: become({ ...rule, name }), formerNames: new Map([[name, rule.name]]) };
    }
    default:
      return { after: [...rules].sort(() => random.below(3) - 1).filter(() => random.below(5) > 0).concat(make.rule()), formerNames: none };
  }
}

describe('a change written piece by piece', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('gives the same text as if all were written, and reads back equal, seed %i', (seed) => {
    const random = new Random(seed);
    const make = new RandomRules(seed);
    let rules = make.rules(random.between(1, 12));
    let present = cut(ordinaryFile(rules, random));
    expect(present.cut?.pieces).toHaveLength(rules.length);
    for (let step = 0; step < 12; step += 1) {
      const { after, formerNames } = edited(rules, random, make);
      const whole = writeRules(present.text, after, formerNames);
      present = changeRulesText(present, rules, after, formerNames);
      expect(present.text).toBe(whole);
      expect(present.cut).toEqual(readRules(whole).cut);
      expect(readRules(present.text)).toMatchObject({ problems: [], rules: after });
      rules = after;
    }
  });

  it('gives the same text when many are changed and added a few at a time', () => {
    const random = new Random(7);
    const make = new RandomRules(7);
    const rules = make.rules(40);
    const present = cut(ordinaryFile(rules, random));
    const after = [...rules.map((rule) => (random.below(3) > 0 ? { ...rule, isEnabled: !rule.isEnabled } : rule)), ...make.rules(30)];
    const steps = changeRulesTextInSteps(present, rules, after);
    let count = 0;
    for (let step = steps.next(); ; step = steps.next(), count += 1) {
      if (!step.done) continue;
      expect(step.value).toEqual(cut(writeRules(present.text, after)));
      break;
    }
    expect(count).toBeGreaterThan(3);
  });

  it.each(Array.from({ length: 20 }, (_, seed) => seed))('gives the same text when rules are put in another order, seed %i', (seed) => {
    const random = new Random(seed);
    const rules = new RandomRules(seed).rules(random.between(2, 20));
    const present = cut(ordinaryFile(rules, random));
    const after = seed === 0 ? rules.toReversed() : rules.map((rule) => ({ rule, at: random.below(1_000) })).sort((one, other) => one.at - other.at).map(({ rule }) => rule);
    const changed = finish(changeRulesTextInSteps(present, rules, after));
    expect(readRules(changed.text)).toMatchObject({ problems: [], rules: after });
    expect(changed).toEqual(cut(writeRules(present.text, after)));
  });

  it.each([[0, 30], [30, 0], [1, 20], [12, 12]])('gives the same text when %i rules become %i', (before, after) => {
    const make = new RandomRules(11);
    const from = make.rules(before);
    const to = make.rules(after);
    const present = before === 0 ? { text: '', cut: null } : cut(ordinaryFile(from, new Random(3)));
    const written = writeRules(present.text, to);
    expect(finish(changeRulesTextInSteps(present, from, to))).toEqual(cut(written));
  });

  it('leaves all other rules to the letter, however they are written', () => {
    const odd = (name: string): string => `  # ${name}\n  - {name:   ${name},\n     then: [ trash ]}\n`;
    const text = `rules:\n${['A', 'B', 'C', 'D', 'E', 'F'].map(odd).join('')}`;
    const { rules } = readRules(text);
    const after = rules.flatMap((rule) => (rule.name === 'C' ? { ...rule, isEnabled: false } : rule.name === 'E' ? [] : rule));
    const { text: written } = changeRulesText(cut(text), rules, after);
    for (const name of ['B', 'D']) expect(written).toContain(odd(name));
    for (const name of ['C', 'E']) expect(written).not.toContain(odd(name));
    expect(readRules(written)).toMatchObject({ problems: [], rules: after });
  });

  it('works for rules that are called as what stands in for others', () => {
    const text = '- name: A\n- name: as before 1\n- name: As before- 2\n- name: D\n- name: E\n- name: F\n';
    const { rules } = readRules(text);
    const after = rules.map((rule) => (rule.name === 'E' ? { ...rule, stop: true } : rule));
    expect(changeRulesText(cut(text), rules, after).text).toBe(text.replace('- name: E\n', '- name: E\n  stop: true\n'));
  });

  it('of text that keeps the blank lines below it takes none of a neighbour for its own', () => {
    const rules = ['A', 'B', 'C', 'D', 'E'].map((name) => readRules(`name: ${name}\nnote: ${name === 'C' ? '"two\\n\\n"' : 'one'}`).rules[0] as Rule);
    const present = cut(writeRulesAlone(rules));
    for (const note of ['two\n\n\n', 'one', ' x\n']) {
      const after = rules.map((rule) => (rule.name === 'D' ? { ...rule, note } : rule));
      expect(readRules(changeRulesText(present, rules, after).text).rules).toEqual(after);
    }
  });
});

describe('a text that is not cut up', () => {
  it.each([
    ['has anchors', 'rules:\n  - name: A\n    if: &a {kind: image}\n  - name: B\n    if: *a\n'],
    ['has tags', 'rules:\n  - name: !!str A\n'],
    ['keeps blank lines', 'rules:\n  - name: A\n    note: |+\n      x\n\n  - name: B\n'],
    ['stands on one line', 'rules: [{name: A}, {name: B}]\n'],
    ['is indented otherwise', 'rules:\n- name: A\n- name: B\n'],
    ['has line ends of Windows', 'rules:\r\n  - name: A\r\n'],
    ['is one rule', 'name: A\nthen: trash\n'],
    ['has comments further left', 'rules:\n  - name: A\n # of whom?\n  - name: B\n'],
    ['has spaces in blank lines', 'rules:\n  - name: A\n      \n  - name: B\n'],
    ['has directives', '%YAML 1.2\n---\nrules:\n  - name: A\n'],
    ['has no rules', 'rules:\n'],
    ['has a mistake', 'rules:\n  - name: A\n  - nme: B\n'],
  ])('%s', (_what, text) => expect(cut(text).cut).toBeNull());

  it('is written as a whole', () => {
    const text = 'rules:\n- name: A\n  if: &a {kind: image}\n- name: B\n  if: *a\n';
    const { rules } = readRules(text);
    const after = rules.map((rule) => ({ ...rule, isEnabled: false }));
    expect(changeRulesText(cut(text), rules, after).text).toBe(writeRules(text, after));
    expect(changeRulesText({ text: '', cut: null }, [], rules).text).toBe(writeRules(null, rules));
  });
});

describe('a text that is read in steps', () => {
  const rules = new RandomRules(5).rules(130);
  const text = `# Mine.\nversion: 1\n${writeRulesAlone(rules).replaceAll(/^( {2}- name: .*)$/gm, '  # about it\n$1 # so called')}  # Below.\n# The end.\n`;

  it('is read as if at once, and others have their turn after each rule', async () => {
    let turns = 0;
    const read = await finishSlowly(readRulesInSteps(text), () => Promise.resolve(void (turns += 1)));
    expect(turns).toBeGreaterThan(rules.length);
    expect(read).toMatchObject({ rules, problems: [] });
    expect(read.cut).toEqual(readRules(text).cut);
    expect(read.cut?.pieces).toHaveLength(rules.length);
  });

  it('becomes the same document as if it were made at once', () => {
    const { document } = readRules(text);
    const whole = parseDocument(text);
    expect(document?.toString()).toBe(whole.toString());
    for (const comment of ['# Mine.', '# Below.', '# The end.']) expect(document?.toString().split(comment)).toHaveLength(2);
  });

  it('says of each mistake where it is', () => {
    const lines = text.split('\n');
    const at = lines.findLastIndex((line) => line.startsWith('  - name:'));
    expect(readRules([...lines.slice(0, at), '  - nme: x', ...lines.slice(at)].join('\n')).problems[0]).toMatchObject({ line: at + 1, column: 5 });
    expect(readRules([...lines.slice(0, at), '  - name: "x', ...lines.slice(at)].join('\n')).problems.length).toBeGreaterThan(0);
  });
});
