import { describe, expect, it } from 'vitest';
import { ACTION_NAMES } from '../../../shared/model/action';
import { folderSettingsSchema } from '../../../shared/model/folder';
import { ALL_ACTIONS } from '../../acting/all-actions';
import { flawsAmong, warningsAmong } from '../check-rules';
import { readRules } from '../read-rules';
import { writeRulesAlone } from '../write-rules';
import { SAMPLES } from './gallery';

const AROUND = { dataFolder: '/filemill', actions: ALL_ACTIONS, folders: [{ id: 1, path: '/in/scans', settings: folderSettingsSchema.parse({ name: 'Scans' }) }], programsAllowed: false, asksDisks: true };

describe('the gallery of samples', () => {
  it('has names of its own for each', () => {
    const names = SAMPLES.flatMap(({ rules }) => rules.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(SAMPLES.map(({ id }) => id)).size).toBe(SAMPLES.length);
  });

  it.each(SAMPLES.map((sample) => [sample.id, sample] as const))('%s can be used as it is, and arrives switched off', (_id, { rules, sentence }) => {
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.every(({ isEnabled }) => !isEnabled)).toBe(true);
    const on = rules.map((rule) => ({ ...rule, isEnabled: true }));
    expect(flawsAmong(on, on, AROUND)).toEqual([]);
    expect(on.flatMap((rule) => warningsAmong(on, AROUND).of(rule)).filter(({ kind }) => !kind.startsWith('needs') && kind !== 'destructive')).toEqual([]);
    expect(readRules(writeRulesAlone(rules)).rules).toEqual(rules);
    expect(sentence).toMatch(/\.$/);
  });

  it('shows most of what can be done', () => {
    const shown = new Set(SAMPLES.flatMap(({ rules }) => rules.flatMap(({ then }) => then.map((spec) => spec.do))));
    expect(ACTION_NAMES.filter((name) => !shown.has(name))).toEqual(['rename', 'link', 'route', 'upload', 'run']);
  });
});
