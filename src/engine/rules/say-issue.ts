import type { z } from 'zod';
import { nearestName } from '../config/nearest-name';
import { t, words } from '../../shared/words/words';

type Issue = z.core.$ZodIssue;

/** What is wrong by a schema, as a person says it; the issue knows its input where it was parsed with `reportInput`. @param whole what the value belongs to: "copy", "the rule"; @param keys those it knows */
export function sayIssue(issue: Issue, whole: string, keys: readonly string[]): { message: string; hint: string } {
  const name = issue.path.filter((part) => typeof part === 'string').at(-1);
  const it = name === undefined ? `“${whole}”` : `“${String(name)}”`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return sayUnknownKey(issue.keys[0] ?? '', whole, keys);
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return { message: t('{it} is missing from “{whole}”.', { it, whole }), hint: t('Add “{name}: …” to it.', { name: String(name ?? whole) }) };
      return { message: t('{it} has to be {type}.', { it, type: t(TYPE_WORDS[issue.expected] ?? `a ${issue.expected}`) }), hint: t(HINTS[issue.expected] ?? 'Correct the value.') };
    case 'invalid_value':
      return sayUnknownValue(it, issue.input, issue.values.map(String));
    case 'too_small':
      return { message: issue.origin === 'string' || issue.origin === 'array' ? t('{it} is empty.', { it }) : t('{it} has to be at least {minimum}.', { it, minimum: String(issue.minimum) }), hint: t('Correct the value.') };
    case 'too_big':
      return { message: issue.origin === 'string' || issue.origin === 'array' ? t('{it} is too long: at most {maximum}.', { it, maximum: String(issue.maximum) }) : t('{it} has to be at most {maximum}.', { it, maximum: String(issue.maximum) }), hint: t('Make it smaller.') };
    case 'invalid_format':
      return { message: issue.format === 'url' ? t('{it} is no web address.', { it }) : t('{it} is not right.', { it }), hint: issue.format === 'url' ? t('Write it like https://example.org/path.') : t('Correct the value.') };
    case 'invalid_union':
      return 'options' in issue && issue.options ? sayUnknownValue(it, valueOf(issue.input, name), issue.options.map(String)) : { message: t('{it} is not right.', { it }), hint: t('Correct the value.') };
    default:
      return { message: t('{it} is not right.', { it }), hint: t('Correct the value.') };
  }
}

/** Of what tells the kinds of a thing apart, the thing is the input. */
const valueOf = (input: unknown, key: PropertyKey | undefined): unknown => (typeof input === 'object' && input !== null && key !== undefined ? (input as Record<PropertyKey, unknown>)[key] : input);

function sayUnknownValue(it: string, input: unknown, values: readonly string[]): { message: string; hint: string } {
  const hint = t('It is one of: {values}.', { values: values.join(', ') });
  if (typeof input !== 'string') return { message: t('{it} is not right.', { it }), hint };
  const meant = nearestName(input, values);
  return { message: meant ? t('{it} can’t be “{input}”; “{meant}” is meant?', { it, input: input.slice(0, 100), meant }) : t('{it} can’t be “{input}”.', { it, input: input.slice(0, 100) }), hint };
}

export function sayUnknownKey(key: string, whole: string, keys: readonly string[]): { message: string; hint: string } {
  const meant = nearestName(key, keys);
  return { message: meant ? t('There is no “{key}” in “{whole}”; “{meant}” is meant?', { key, whole, meant }) : t('There is no “{key}” in “{whole}”.', { key, whole }), hint: t('There is: {known}.', { known: keys.join(', ') }) };
}

const HINTS: Readonly<Record<string, string>> = { string: words('Put it in quotes.'), boolean: words('Write true or false.') };

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: words('text@@type'),
  number: words('a number'),
  int: words('a whole number'),
  boolean: words('true or false'),
  array: words('a list'),
  object: words('names and values'),
  record: words('names and values'),
};
