import type { z } from 'zod';
import { FilemillError } from '../../shared/errors/filemill-error';
import { ACTION_NAMES, actionSpecSchema, type ActionName, type ActionSpec } from '../../shared/model/action';
import { transformRecipeSchema } from '../../shared/model/transform';
import { nearestName } from '../config/nearest-name';
import { t } from '../../shared/words/words';

/** What may stand alone behind an action's name: `copy: /archive` is `copy: {to: /archive}`. */
export const MAIN_KEYS: Partial<Record<ActionName, string>> = {
  backup: 'to',
  version: 'to',
  copy: 'to',
  move: 'to',
  rename: 'as',
  link: 'to',
  trash: 'to',
  validate: 'as',
  notify: 'message',
  alert: 'message',
  route: 'to',
  handOff: 'to',
  log: 'to',
  searchablePdf: 'to',
  extract: 'to',
  archive: 'to',
  tag: 'add',
  webhook: 'url',
  upload: 'destination',
  run: 'program',
};

/**
 * An action as people write it: `copy: {to: /archive}`, short `copy: /archive`, `tag: [a, b]`, `run: [program, argument]`,
 * or a word alone, `trash`. What comes out has still to pass `actionSpecSchema`.
 *
 * @throws FilemillError `settings.invalid`
 */
export function readAction(written: unknown): { do: ActionName } & Record<string, unknown> {
  if (typeof written === 'string') return { do: nameOf(written) };
  if (!isRecord(written)) throw wrong(t('An action is a name and what it needs.'), t('Write for example: copy: /archive'));
  const [first, ...others] = Object.entries(written);
  if (!first) throw wrong(t('An action is empty.'), t('Write for example: copy: /archive'));
  const [name, value] = first;
  const action = nameOf(name);
  if (others.length > 0) throw tooMany(action, value, others.map(([key]) => key));
  if (value === null || value === undefined) return { do: action };
  return { do: action, ...(isRecord(value) ? checked(value) : shorthand(action, value)) };
}

/** The way back, as short as it can be read again. */
export function writeAction(spec: ActionSpec): unknown {
  const { do: name, ...rest } = spec;
  const defaults = DEFAULTS[name];
  const left = Object.entries(rest).filter(([key, value]) => value !== undefined && !isSame(value, defaults[key]));
  if (left.length === 0) return name;
  if (name === 'run') {
    const [program, list] = left;
    if (left.length === 2 && program && list?.[0] === 'arguments') return { run: [spec.program, ...spec.arguments] };
  }
  const [only] = left;
  if (left.length === 1 && only && only[0] === MAIN_KEYS[name]) return { [name]: short(only[1]) };
  return { [name]: Object.fromEntries(left.map(([key, value]) => [key, key === 'recipe' ? withoutDefaults(value) : value])) };
}

function nameOf(written: string): ActionName {
  const word = written.trim();
  if ((ACTION_NAMES as string[]).includes(word)) return word as ActionName;
  const meant = nearestName(word, ACTION_NAMES);
  throw wrong(meant ? t('There is no action “{word}”; “{meant}” is meant?', { word, meant }) : t('There is no action “{word}”.', { word }), t('There is: {known}.', { known: ACTION_NAMES.join(', ') }));
}

function shorthand(action: ActionName, value: unknown): Record<string, unknown> {
  if (action === 'tag') return { add: Array.isArray(value) ? value : [value] };
  if (action === 'run' && Array.isArray(value)) return { program: value[0], arguments: value.slice(1) };
  const key = MAIN_KEYS[action];
  if (key !== undefined && !Array.isArray(value)) return { [key]: value };
  throw wrong(t('“{action}” needs names and values.', { action }), t('Write them below it, further to the right.'));
}

/** `do` is Filemill's own word for the action's name. */
function checked(value: Record<string, unknown>): Record<string, unknown> {
  if (Object.hasOwn(value, 'do')) throw wrong(t('There is no “do” in an action.'), t('The action’s name is the key: copy: {to: /archive}'));
  return value;
}

function tooMany(action: ActionName, value: unknown, others: string[]): FilemillError {
  const [other = ''] = others;
  if (value === null && (KEYS[action] ?? []).includes(other)) {
    return wrong(t('“{other}” stands beside “{action}” and not below it.', { other, action }), t('Move it further to the right than “{action}”.', { action }));
  }
  const main = MAIN_KEYS[action];
  if (main !== undefined && main !== other && KEYS[action].includes(other)) {
    return wrong(t('“{other}” stands beside “{action}” and not in it.', { other, action }), t('Write them together: {written}', { written: `${action}: {${main}: …, ${other}: …}` }));
  }
  return wrong(t('“{action}” and “{other}” are in one action.', { action, other }), t('Begin each action with a dash of its own.'));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A list of one is written as that one, where it can be told from a list when it is read. */
const short = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const RECIPE_DEFAULTS: Record<string, unknown> = transformRecipeSchema.parse({});

function withoutDefaults(recipe: unknown): unknown {
  return Object.fromEntries(Object.entries(recipe as Record<string, unknown>).filter(([key, value]) => !isSame(value, RECIPE_DEFAULTS[key])));
}

const SHAPES = new Map(actionSpecSchema.options.map(({ shape }) => [shape.do.value, shape as Record<string, z.ZodType>]));

/** The keys that an action takes. */
export const KEYS = Object.fromEntries([...SHAPES].map(([name, shape]) => [name, Object.keys(shape).filter((key) => key !== 'do')])) as Record<ActionName, string[]>;

/** What each key is when it is left out; keys that must be there are missing. */
export const DEFAULTS = Object.fromEntries([...SHAPES].map(([name, shape]) => [name, defaultsOf(shape)])) as Record<ActionName, Record<string, unknown>>;

function defaultsOf(shape: Record<string, z.ZodType>): Record<string, unknown> {
  const known = Object.entries(shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(undefined);
    return parsed.success && parsed.data !== undefined ? [[key, parsed.data] as const] : [];
  });
  return Object.fromEntries(known);
}

const wrong = (what: string, hint: string): FilemillError => new FilemillError('settings.invalid', what, { hint });
