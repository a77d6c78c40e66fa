import { describe, expect, it } from 'vitest';
import { readRules } from './read-rules';

const only = (text: string) => {
  const { rules, problems } = readRules(text);
  expect(problems).toEqual([]);
  expect(rules).toHaveLength(1);
  return rules[0];
};

describe('rules that are right', () => {
  it.each([
    ['a file', 'version: 1\nrules:\n  - name: A\n    then: trash\n'],
    ['a list', '- name: A\n  then: [trash]\n'],
    ['one rule alone', 'name: A\nthen:\n  - trash:\n'],
    ['JSON', '{"rules": [{"name": "A", "then": [{"trash": {}}]}]}'],
    ['Windows line ends', 'rules:\r\n  - name: A\r\n    then: trash\r\n'],
    ['a mark of UTF-8', '\uFEFFname: A\nthen: trash\n'],
    ['nothing said twice', 'rules:\n- name: A\n  note:\n  folders: []\n  enabled: true\n  on: [created, content_changed]\n  if:\n  stop: false\n  then: trash\n'],
  ])('are read from %s', (_what, text) => {
    expect(only(text)).toEqual({
      name: 'A', note: '', folders: [], isEnabled: true, on: ['created', 'content_changed'], if: { all: [] }, then: [{ do: 'trash', to: 'system', onFailure: 'stop' }], stop: false,
    });
  });

  it.each(['', '# nothing yet\n', 'rules:\n', 'rules: []\n', 'version: 1\n'])('may be none: %j', (text) => {
    expect(readRules(text)).toMatchObject({ rules: [], problems: [] });
  });

  it('take one folder, one event and one action without a list', () => {
    expect(only('name: A\nfolders: Scans\non: deleted\nthen: {log: /logs}')).toMatchObject({ folders: ['Scans'], on: ['deleted'], then: [{ do: 'log', to: '/logs', as: 'file_events_{now:YYYYMMDD}.jsonl' }] });
  });

  it.each([
    ['copy: /archive', { do: 'copy', to: '/archive', as: '{name}', conflict: 'rename' }],
    ['rename: "{stem}.bak"', { do: 'rename', as: '{stem}.bak' }],
    ['tag: invoice', { do: 'tag', add: ['invoice'], remove: [] }],
    ['tag: [a, b]', { do: 'tag', add: ['a', 'b'] }],
    ['tag: {remove: [a]}', { do: 'tag', add: [], remove: ['a'] }],
    ['run: [/bin/echo, "{name}", x]', { do: 'run', program: '/bin/echo', arguments: ['{name}', 'x'] }],
    ['run: /bin/true', { do: 'run', program: '/bin/true', arguments: [] }],
    ['validate', { do: 'validate', as: 'auto' }],
    ['validate: csv', { do: 'validate', as: 'csv' }],
    ['alert: It came', { do: 'alert', message: 'It came', severity: 'warning' }],
    ['route: Invoices', { do: 'route', to: 'Invoices', keep: false }],
    ['webhook: https://example.org/x', { do: 'webhook', url: 'https://example.org/x', method: 'POST' }],
    ['archive: {to: /a, gather: {count: 10}}', { do: 'archive', to: '/a', gather: { count: 10 }, originals: 'keep' }],
    ['transform: {recipe: {format: webp}}', { do: 'transform', recipe: { format: 'webp' }, as: '{stem}_transformed{ext}' }],
  ])('have actions as people write them: %s', (written, spec) => {
    expect(only(`name: A\nthen:\n  - ${written}\n`)?.then[0]).toMatchObject(spec);
  });

  it('share parts by aliases', () => {
    const text = 'rules:\n- name: A\n  if: &pictures {kind: image}\n- name: B\n  if: *pictures\n';
    const { rules, problems } = readRules(text);
    expect(problems).toEqual([]);
    expect(rules.map((rule) => rule.if)).toEqual([rules[0]?.if, rules[0]?.if]);
  });
});

/** The text, where the first problem is (line:column), what is said, and what to do. */
const WRONG: [string, string, RegExp, RegExp][] = [
  ['- name: A\n  folder: [x]\n', '2:3', /no “folder” in “the rule”; “folders” is meant\?/, /name, note, folders/],
  ['rles:\n  - name: A\n', '1:1', /no “rles” in “the file”; “rules” is meant\?/, /version, rules/],
  ['- name: A\n  if:\n    kindd: image\n', '3:5', /no fact “kindd”; “kind” is meant\?/, /./],
  ['- name: A\n  if:\n    all:\n      - kind: image\n      - text contians: x\n', '5:9', /“text” can’t be asked “contians”; “contains” is meant\?/, /./],
  ['- name: A\n  if:\n    size above: 10 apples\n', '3:5', /10 apples/, /./],
  ['- name: A\n  if:\n    kind: picture\n', '3:5', /never “picture”; it is one of: .*image/, /./],
  ['- name: A\n  if:\n    text matches: (a\n', '3:5', /a “\(” is never closed/, /./],
  ['- name: A\n  if:\n    text matches: (?=a)b\n', '3:5', /\(\?=a\)b/, /./],
  ['- name: A\n  if:\n    pages above: many\n', '3:5', /“many” is no value for pages/, /./],
  ['- name: A\n  if:\n    any: image\n', '3:5', /“any” needs a list/, /dash/],
  ['- name: A\n  if: image\n', '2:7', /“image” is no condition/, /./],
  ['- name: A\n  if: {name is like: *.pdf}\n', '2:22', /“\*” is an alias/, /"\*\.pdf"/],
  ['- name: A\n  then:\n    - copi: /x\n', '3:7', /no action “copi”; “copy” is meant\?/, /backup, version, copy/],
  ['- name: A\n  then:\n    - copy: {tu: /x, to: /y}\n', '3:14', /no “tu” in “copy”; “to” is meant\?/, /to, as, conflict/],
  ['- name: A\n  then:\n    - copy\n', '3:7', /“to” is missing from “copy”/, /Add “to: …”/],
  ['- name: A\n  then:\n    - copy:\n      to: /x\n', '3:7', /“to” stands beside “copy” and not below it/, /further to the right/],
  ['- name: A\n  then:\n    - copy: /x\n      onFailure: continue\n', '3:7', /“onFailure” stands beside “copy”/, /copy: \{to: …, onFailure: …\}/],
  ['- name: A\n  then:\n    - tag: a\n      notify: b\n', '3:7', /“tag” and “notify” are in one action/, /a dash of its own/],
  ['- name: A\n  then:\n    - copy:\n        to: /x\n        conflict: replac\n', '5:9', /“conflict” can’t be “replac”; “replace” is meant\?/, /keepIdentical/],
  ['- name: A\n  then:\n    - archive: {to: /x, level: 12}\n', '3:25', /“level” has to be at most 9/, /./],
  ['- name: A\n  then:\n    - webhook: example\n', '3:7', /no web address/, /https:/],
  ['- name: A\n  then:\n    - transform: {recipe: {resize: {by: longestSide, pixels: 9}}}\n', '3:19', /“by” can’t be “longestSide”; “largestSide” is meant\?/, /largestSide, size/],
  ['- name: A\n  on: [crated]\n', '2:3', /can’t be “crated”; “created” is meant\?/, /deleted/],
  ['- name: A\n  enabled: yes\n', '2:3', /“enabled” has to be true or false/, /Write true or false/],
  ['- name: 5\n', '1:3', /“name” has to be text/, /quotes/],
  ['- folders: [a]\n', '1:3', /“name” is missing/, /Add “name: …”/],
  ['- name: " A"\n', '1:3', /begins or ends with a space/, /./],
  ['- name: A\n- name: a\n', '2:3', /another rule “a” in line 1/, /capitals make no difference/],
  ['- name: A\n  name: B\n', '2:3', /“name” stands in “the rule” twice/, /Take one/],
  ['rules: 5\n', '1:8', /no list of rules/, /Begin with “rules:”/],
  ['rules:\n  - 5\n', '2:5', /This is no rule/, /- name: …/],
  ['rules:\n  - name: A\n   then: [x]\n', '3:1', /./, /indentation/],
  ['rules:\n  - name: "A\n', '3:1', /quote/, /quotes that are never closed/],
  ['version: 2\nrules: []\n', '1:10', /“version” can only be 1/, /update/],
  ['rules: []\n---\nrules: []\n', '2:1', /more than one document/, /“---”/],
];

describe('a mistake', () => {
  it.each(WRONG)('is told with its line and column, and what to write instead: %j', (text, place, message, hint) => {
    const [problem] = readRules(text).problems;
    expect(`${problem?.line}:${problem?.column}`).toBe(place);
    expect(problem?.message).toMatch(message);
    expect(problem?.hint).toMatch(hint);
  });

  it('is told with all others, in their order, and rules that are right are read all the same', () => {
    const { rules, problems } = readRules('- name: A\n  then: [trash, copi]\n  if: {kindd: x}\n- name: B\n- name: C\n  stop: 1\n');
    expect(problems.map(({ line, rule, at }) => [line, rule, at])).toEqual([
      [2, 'A', 'then.1'],
      [3, 'A', 'if'],
      [6, 'C', 'stop'],
    ]);
    expect(rules.map(({ name }) => name)).toEqual(['B']);
  });

  it('of which there are too many is told a hundred times', () => {
    expect(readRules('- nme: A\n'.repeat(500)).problems).toHaveLength(100);
  });
});
