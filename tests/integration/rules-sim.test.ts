import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filemill } from '../helpers/command-line';
import { minimalPdf } from '../helpers/minimal-pdf';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-rules-sim-'));
  lay('in/a.txt', 'one two three');
  lay('in/sub/b.pdf', minimalPdf('The balance is low'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const at = (path: string): string => join(base, path);
function lay(path: string, content: string | Buffer): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}
const sim = (...argv: string[]) => filemill('rules', 'sim', ...argv, '--data', at('data'));

const RULES = `
rules:
  - name: Balances
    if: {text contains: balance}
    then:
      - copy: {to: ${'BASE'}/out, as: "{pages}_{name}"}
      - move: {to: done}
  - name: Broken
    if: {error: file.damaged}
    then:
      - move: {to: bad}
  - name: Off
    enabled: false
    then: [{trash: {}}]
`;
const layRules = (path: string): void => lay(path, RULES.replaceAll('BASE', base));

function tree(): string {
  const hash = createHash('sha256');
  for (const path of (readdirSync(base, { recursive: true }) as string[]).sort()) {
    const stat = statSync(at(path));
    hash.update(`${path} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.size}\n`);
    if (stat.isFile()) hash.update(readFileSync(at(path)));
  }
  return hash.digest('hex');
}

describe('filemill rules sim', () => {
  it('prints a line for each effect that would happen, and changes nothing, not even makes a data folder', async () => {
    layRules('my-rules.yaml');
    const before = tree();
    const { code, lines, notes } = await sim(at('in'), '--rules', at('my-rules.yaml'));
    expect(lines).toEqual([
      `${at('in/sub/b.pdf')}  Balances: Copy it to “${at('out/1_b.pdf')}”`,
      `${at('in/sub/b.pdf')}  Balances: Move it to “${at('in/done/b.pdf')}”; a copy of it is kept in the vault`,
    ]);
    expect(notes).toContain('Rules that are off, and not asked: 1.');
    expect(notes).toContain('2 files, 1 of them acted on, 2 effects, 0 problems. Nothing was changed.');
    expect(code).toBe(0);
    expect(tree()).toBe(before);
    expect(existsSync(at('data'))).toBe(false);
  });

  it('prints the same as JSON, with what can’t be read', async () => {
    lay('in/broken.pdf', '%PDF-1.7\nand then nothing');
    layRules('data/rules.yaml');
    const { code, json } = await sim(at('in'), '--json');
    expect(json).toEqual([
      { type: 'problem', path: at('in/broken.pdf'), error: expect.objectContaining({ code: 'file.damaged' }) },
      { type: 'effect', path: at('in/broken.pdf'), rule: 'Broken', action: 'move', sentence: expect.any(String), target: at('in/bad/broken.pdf'), isDestructive: true },
      { type: 'effect', path: at('in/sub/b.pdf'), rule: 'Balances', action: 'copy', sentence: expect.any(String), target: at('out/1_b.pdf'), isDestructive: false },
      { type: 'effect', path: at('in/sub/b.pdf'), rule: 'Balances', action: 'move', sentence: expect.any(String), target: at('in/done/b.pdf'), isDestructive: true },
    ]);
    expect(code).toBe(1);
  });

  it('takes the settings of the watched folder that it is, or lies in', async () => {
    lay('data/settings.yaml', `version: 1\nfolders:\n  - path: ${at('in')}\n    name: Inbox\n    exclude: ["*.txt"]\n`);
    lay('data/rules.yaml', 'rules:\n  - name: Mine\n    folders: [Inbox]\n    then: [{copy: {to: copies}}]\n  - name: Theirs\n    folders: [Other]\n    then: [{trash: {}}]\n');
    const { lines, notes } = await sim(at('in/sub'));
    expect(lines).toEqual([`${at('in/sub/b.pdf')}  Mine: Copy it to “${at('in/copies/b.pdf')}”`]);
    expect(notes).toContain('not asked: Theirs');
    expect((await sim(at('in'))).lines).toHaveLength(1);
  });

  it('tells what can’t be done, and ends with 1', async () => {
    lay('r.yaml', 'rules:\n  - name: Far\n    then: [{copy: {to: /no/such/drive}}, {trash: {}}]\n');
    const { code, lines, notes } = await sim(at('in'), '--rules', at('r.yaml'));
    expect(lines).toEqual([]);
    expect(notes).toContain(`${at('in/a.txt')}  Far: can’t be done: The folder /no/such/drive is not there.`);
    expect(code).toBe(1);
  });

  it.each([
    [[], /Which folder/],
    [['in', 'sub'], /Which folder/],
    [['/no/such/folder', '--rules', 'RULES'], /There is no folder \/no\/such\/folder/],
    [['IN', '--rules', '/no/such.yaml'], /There is no rules file \/no\/such\.yaml/],
    [['IN'], /There is no rules file .*rules\.yaml/],
  ])('asked with %j says what is wrong', async (argv, said) => {
    layRules('r.yaml');
    const { code, notes, lines } = await sim(...argv.map((word) => (word === 'IN' ? at('in') : word === 'RULES' ? at('r.yaml') : word)));
    expect(notes).toMatch(said);
    expect([code, lines]).toEqual([2, []]);
  });

  it('names the line of a rules file that is wrong', async () => {
    lay('r.yaml', 'rules:\n  - name: One\n    then: [{copi: {to: x}}]\n');
    const { code, notes } = await sim(at('in'), '--rules', at('r.yaml'));
    expect(notes).toMatch(/r\.yaml, line 3: .*copi/);
    expect(code).toBe(2);
  });
});
