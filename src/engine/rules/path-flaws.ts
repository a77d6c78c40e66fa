import { isAbsolute } from 'node:path';
import { sanitizeName } from '../../base/sanitize-name';
import type { ActionSpec } from '../../shared/model/action';
import { displayName } from '../../shared/model/display-name';
import type { Flaw } from './check-rule';
import { t } from '../../shared/words/words';

/** Names in the paths of an action that some system does not take: they would come out as others. */
export function pathFlaws(spec: ActionSpec, at: string): Flaw[] {
  const written = [
    ['to', 'to' in spec && spec.do !== 'route' && spec.do !== 'trash' ? spec.to : undefined],
    ['as', 'as' in spec && spec.do !== 'validate' ? spec.as : undefined],
  ] as const;
  return written.flatMap(([key, path]) => (path === undefined ? [] : badNames(path).map((name) => flaw(`${at}.${key}`, name))));
}

/** What tokens give is made harmless when it is known; what stands around them is told at once. */
function badNames(path: string): string[] {
  const names = path.replaceAll(TOKEN, INSIDE).split(/[/\\]/).slice(isAbsolute(path) ? 1 : 0);
  return names.filter((name) => name.trim() !== '' && name !== '.' && name !== '..' && sanitizeName(name) !== name);
}

const TOKEN = /\{[^{}]*\}/g;
/** Stands for what a token gives. */
const INSIDE = '{…}';

function flaw(at: string, name: string): Flaw {
  const shown = displayName(name.length > 60 ? `${name.slice(0, 60)}…` : name);
  const would = sanitizeName(name);
  if (name.startsWith(would)) return { at, message: t('“{shown}” is too long for a name, or ends with what no name may end with.', { shown }), hint: t('Make it shorter, or write “{would}”.', { would: displayName(would.slice(0, 60)) }) };
  return { at, message: t('“{shown}” can’t be a name on every system.', { shown }), hint: t('Write for example “{would}”.', { would: displayName(would) }) };
}
