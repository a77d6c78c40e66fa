import { beforeEach, expect, it } from 'vitest';
import { ruleSchema } from '../../../../shared/model/rule';
import { newAction } from '../actions/new-action';
import { withActions } from '../actions/with-actions';
import { loadDrafts, storeDrafts } from './stored-drafts';

const saved = ruleSchema.parse({ name: 'A' });

beforeEach(() => window.localStorage.clear());

it('keeps what was not saved, also a rule that lacks something yet', () => {
  const unfinished = withActions(saved, [newAction('move')]);
  storeDrafts({ A: { base: saved, rule: unfinished, text: null }, B: { base: saved, rule: saved, text: 'if: [' } });
  expect(loadDrafts()).toEqual({ A: { base: saved, rule: unfinished, text: null }, B: { base: saved, rule: saved, text: 'if: [' } });
});

it('forgets what is as it was saved', () => {
  storeDrafts({ A: { base: saved, rule: saved, text: null } });
  expect(loadDrafts()).toEqual({});
});

it('passes over what another version wrote, or somebody else', () => {
  storeDrafts({ A: { base: saved, rule: { ...saved, stop: true }, text: null } });
  const stored = JSON.parse(window.localStorage.getItem('filemill.rules.drafts') ?? '') as Record<string, unknown>;
  window.localStorage.setItem('filemill.rules.drafts', JSON.stringify({ ...stored, B: { base: { name: 3 } }, C: { base: saved, rule: { ...saved, if: 'x' }, text: null } }));
  expect(Object.keys(loadDrafts())).toEqual(['A']);
  window.localStorage.setItem('filemill.rules.drafts', 'no JSON');
  expect(loadDrafts()).toEqual({});
});
