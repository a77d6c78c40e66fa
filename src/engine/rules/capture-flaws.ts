import { RE2JS } from 're2js';
import { nearestName } from '../config/nearest-name';
import type { Condition, Rule, TestValue } from '../../shared/model/rule';
import { factOf } from '../../shared/model/fact';
import type { Flaw } from './check-rule';
import { t } from '../../shared/words/words';

/** Tokens of an action for groups that no expression of the rule's conditions has: they could never be filled. */
export function captureFlaws({ if: condition, then: actions }: Pick<Rule, 'if' | 'then'>): Flaw[] {
  const used = actions.flatMap((spec, index) => Object.entries(spec).flatMap(([key, value]) => groupsIn(value).map((group) => ({ at: `then.${index}.${key}`, group }))));
  if (used.length === 0) return [];
  const known = new Set(expressionsOf(condition).flatMap(groupsOf));
  return used.filter(({ group }) => !known.has(group)).map(({ at, group }) => flaw(at, group, [...known]));
}

function flaw(at: string, group: string, known: readonly string[]): Flaw {
  const message = t('No expression of the conditions has a group for “\'{\'match.{group}\'}\'”.', { group });
  if (known.length === 0) return { at, message, hint: t('Ask with “matches”, and put what is to be caught in round brackets.') };
  const meant = nearestName(group, known);
  return { at, message: meant ? t('{message}; {meant} is meant?', { message: message.slice(0, -1), meant: `{match.${meant}}` }) : message, hint: t('There is: {known}.', { known: known.map((one) => `{match.${one}}`).join(', ') }) };
}

const TOKEN = /\{\s*match\.([^{}|:]*)/g;

/** Those that are named anywhere in a value of an action. */
function groupsIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(TOKEN)].map(([, group = '']) => group.trim());
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(groupsIn) : [];
}

/** Of what must hold: `none` catches nothing. */
function expressionsOf(condition: Condition): TestValue[] {
  if ('fact' in condition) return condition.operator === 'matches' && factOf(condition.fact)?.type === 'text' ? [condition.value] : [];
  if ('none' in condition) return [];
  return ('all' in condition ? condition.all : condition.any).flatMap(expressionsOf);
}

function groupsOf(expression: TestValue): string[] {
  const compiled = RE2JS.compile(String(expression), RE2JS.MULTILINE);
  return [...Object.keys(compiled.namedGroups()), ...Array.from({ length: compiled.groupCount() + 1 }, (_, group) => String(group))];
}
