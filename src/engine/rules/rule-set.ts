import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import type { Action } from '../acting/action';
import type { ActionName, ActionSpec } from '../../shared/model/action';
import type { FactNeed } from '../../shared/model/fact';
import type { Condition, Rule } from '../../shared/model/rule';
import { compileCondition } from './compile-condition';
import type { CompiledRule, CompiledStep } from './compiled-rule';
import { foldRuleName } from './fold-rule-name';
import { writeAction } from './written-action';

/** What rules can do, by name. */
export interface KnownActions {
  get(name: ActionName): Action | undefined;
}

/** @throws FilemillError `settings.invalid` for a condition, an action or a template that makes no sense */
export function compileRule(rule: Rule, actions: KnownActions): CompiledRule {
  const condition = compileCondition(rule.if);
  const steps = rule.then.flatMap(compileStep);
  const needs = new Set<FactNeed>(condition.needs);
  for (const spec of rule.then) for (const need of actions.get(spec.do)?.needs(spec) ?? []) needs.add(need);
  const events = new Set(rule.on);
  const folders = new Set(rule.folders.map(folderKey));
  return {
    rule,
    condition,
    needs,
    steps,
    asksForError: asksFor(rule.if, ASKS_FOR_ERROR),
    concerns: ({ name, path }, event) => rule.isEnabled && events.has(event) && (folders.size === 0 || folders.has(folderKey(name)) || folders.has(folderKey(path))),
  };
}

/** Names of folders and their paths alike; a slash at the end makes no difference. */
export function folderKey(written: string): string {
  const trimmed = written.length > 1 && (written.endsWith('/') || written.endsWith(sep)) ? written.slice(0, -1) : written;
  return foldRuleName(trimmed);
}

const ASKS_FOR_ERROR: readonly string[] = ['error', 'valid'];

/** Whether one of these facts is asked for anywhere in it. */
export function asksFor(condition: Condition, facts: readonly string[]): boolean {
  if ('fact' in condition) return facts.includes(condition.fact);
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : condition.none;
  return parts.some((part) => asksFor(part, facts));
}

/** What was done under a key is not done again; another wording is another deed. */
function compileStep(spec: ActionSpec, index: number): CompiledStep[] {
  const hash = createHash('sha256').update(JSON.stringify(writeAction(spec))).digest('hex').slice(0, 8);
  const key = `${index}:${spec.do}:${hash}`;
  if (spec.do !== 'upload' || spec.original === 'keep') return [{ spec, key }];
  // What could not be uploaded stays, whatever else goes on.
  return [
    { spec: { ...spec, onFailure: 'stop' }, key },
    { spec: { do: 'trash', to: 'vault', onFailure: spec.onFailure }, key: `${key}:original` },
  ];
}
