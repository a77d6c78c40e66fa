import { describe, expect, it } from 'vitest';
import { ruleSchema, type Rule } from '../../shared/model/rule';
import { readRules } from './read-rules';
import { writeRules, writeRulesAlone } from './write-rules';

const FILE = `# My rules, 2026
version: 1

rules:
  # What the office sends.
  - name: File invoices # the first one
    folders: [Scans]
    if:
      all:
        - kind: document
        # In German, too.
        - text matches: '(?i)invoice|rechnung'
    then:
      # Never the original alone.
      - backup: /backup
      - move:
          to: /archive/{arrived:YYYY} # by year
          conflict: keepIdentical
    stop: true

  # Off until the disk is larger.
  - name: Keep versions
    enabled: false # for now
    then: [{version: /versions}]

  - name: Tell me
    on: deleted
    then:
      - alert: "{name} was deleted"
# The end.
`;

const read = (text: string): Rule[] => {
  const { rules, problems } = readRules(text);
  expect(problems).toEqual([]);
  return rules;
};
const rules = read(FILE);
const [invoices, versions, tell] = rules as [Rule, Rule, Rule];
const written = (changed: readonly Rule[], formerNames?: Map<string, string>): string => {
  const text = writeRules(FILE, changed, formerNames);
  expect(read(text)).toEqual(changed);
  return text;
};
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
/** Lines that are in one text only. */
const changesOf = (text: string): { gone: string[]; come: string[] } => {
  const [before, after] = [linesOf(FILE), linesOf(text)];
  return { gone: before.filter((line) => !after.includes(line)).map((line) => line.trim()), come: after.filter((line) => !before.includes(line)).map((line) => line.trim()) };
};

describe('what a person wrote', () => {
  it('stays as it is when nothing is changed', () => {
    expect(changesOf(written(rules))).toEqual({ gone: [], come: [] });
  });

  it('keeps its comments when a rule is switched on', () => {
    expect(changesOf(written([invoices, { ...versions, isEnabled: true }, tell]))).toEqual({ gone: ['enabled: false # for now'], come: ['enabled: true # for now'] });
  });

  it('gets one line when a rule is switched off', () => {
    expect(changesOf(written([{ ...invoices, isEnabled: false }, versions, tell]))).toEqual({ gone: [], come: ['enabled: false'] });
  });

  it('goes along when rules are put in another order', () => {
    const text = written([tell, invoices, versions]);
    expect(changesOf(text)).toEqual({ gone: [], come: [] });
    expect(text).toContain('rules:\n  - name: Tell me\n');
    expect(text).toContain('\n\n  # What the office sends.\n  - name: File invoices');
    expect(text.indexOf('# What the office sends.')).toBeGreaterThan(text.indexOf('Tell me'));
    expect(text.indexOf('# What the office sends.')).toBeLessThan(text.indexOf('File invoices'));
    expect(text.indexOf('# Off until the disk is larger.')).toBeLessThan(text.indexOf('Keep versions'));
  });

  it('goes with its rule when that is removed, and all else stays', () => {
    const text = written([invoices, tell]);
    expect(changesOf(text).come).toEqual([]);
    expect(changesOf(text).gone).toEqual(['# Off until the disk is larger.', '- name: Keep versions', 'enabled: false # for now', 'then: [{version: /versions}]']);
  });

  it('keeps its comments when a rule gets another name', () => {
    const text = written([{ ...invoices, name: 'Bills' }, versions, tell], new Map([['Bills', 'File invoices']]));
    expect(changesOf(text)).toEqual({ gone: ['- name: File invoices # the first one'], come: ['- name: Bills # the first one'] });
  });

  it('keeps its comments when one condition of several changes', () => {
    const condition = { all: [{ fact: 'kind', operator: 'is' as const, value: 'image' }, ...('all' in invoices.if ? invoices.if.all.slice(1) : [])] };
    expect(changesOf(written([{ ...invoices, if: condition }, versions, tell]))).toEqual({ gone: ['- kind: document'], come: ['- kind: image'] });
  });

  it('keeps its comments when an action is added, changed or taken out', () => {
    const [backup, move] = invoices.then as [Rule['then'][number], Rule['then'][number]];
    const more = written([{ ...invoices, then: [backup, move, { do: 'tag', add: ['x'], remove: [], onFailure: 'stop' }] }, versions, tell]);
    expect(changesOf(more)).toEqual({ gone: [], come: ['- tag: x'] });
    const less = written([{ ...invoices, then: [backup] }, versions, tell]);
    expect(changesOf(less).come).toEqual([]);
    expect(less).toContain('# Never the original alone.');
    const other = written([{ ...invoices, then: [backup, { ...move, conflict: 'skip' } as Rule['then'][number]] }, versions, tell]);
    expect(other).toContain('# Never the original alone.');
    expect(other).toContain('# What the office sends.');
    expect(other).toContain('conflict: skip');
  });

  it('stays around a rule that is new, wherever it is put', () => {
    const added = ruleSchema.parse({ name: 'New', folders: ['A', 'B'], then: [{ do: 'copy', to: '/x' }] });
    for (const at of [0, 1, 3]) {
      expect(changesOf(written(rules.toSpliced(at, 0, added)))).toEqual({ gone: [], come: ['- name: New', 'folders: [A, B]', '- copy: /x'] });
    }
  });

  it('stays at the head and the end when all rules are removed and others come', () => {
    const none = written([]);
    expect(none).toContain('# My rules, 2026');
    expect(none).toContain('# The end.');
    expect(read(writeRules(none, [tell]))).toEqual([tell]);
    expect(writeRules(none, [tell])).toContain('# My rules, 2026');
  });
});

describe('a file of another form', () => {
  it.each([
    ['no file', null],
    ['an empty one', '\n'],
    ['one with a comment alone', '# soon\n'],
    ['an empty list', 'rules: []\n'],
    ['nothing after “rules:”', 'rules:\n'],
    ['a list without a head', '- name: Tell me\n  on: deleted\n  then: {alert: "{name} was deleted"}\n'],
    ['one rule alone', 'name: Tell me\non: deleted\nthen: {alert: "{name} was deleted"}\n'],
    ['JSON', '{"version": 1, "rules": [{"name": "Tell me", "on": ["deleted"], "then": [{"alert": "{name} was deleted"}]}]}'],
    ['aliases', '- &a {name: Tell me, on: &on [deleted], then: &then [{alert: "{name} was deleted"}]}\n- {name: Second, on: *on, then: *then}\n'],
  ])('can be written: %s', (_what, text) => {
    const after = [tell, { ...invoices, isEnabled: false }];
    expect(read(writeRules(text, after))).toEqual(after);
    expect(read(writeRules(writeRules(text, after), [invoices]))).toEqual([invoices]);
  });

  it('begins with a head that says what it is', () => {
    expect(writeRules(null, rules)).toMatch(/^# Filemill's rules\.[^\n]*comments stay\.\n#[^\n]*\nversion: 1\nrules:\n {2}- name: File invoices\n/);
  });

  it('is never written over while it has a mistake', () => {
    expect(() => writeRules('- nme: A\n', rules)).toThrow('a mistake, so nothing was changed');
  });
});

it('writes rules as people do: short, on few lines, without what goes without saying', () => {
  expect(writeRulesAlone(rules)).toBe(`rules:
  - name: File invoices
    folders: [Scans]
    if:
      all:
        - kind: document
        - text matches: (?i)invoice|rechnung
    then:
      - backup: /backup
      - move:
          to: /archive/{arrived:YYYY}
          conflict: keepIdentical
    stop: true

  - name: Keep versions
    enabled: false
    then:
      - version: /versions

  - name: Tell me
    on: [deleted]
    then:
      - alert: "{name} was deleted"
`);
});
