import { isAbsolute } from 'node:path';
import { sanitizeName } from '../../base/sanitize-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { FACTS, factOf, type FactNeed, type FactValue } from '../../shared/model/fact';
import { nearestName } from '../config/nearest-name';
import type { Captures } from './captures-of';
import { formatMoment } from './format-moment';
import { t } from '../../shared/words/words';

/** What a template is filled with. */
export interface TemplateValues {
  fact(name: string): FactValue | undefined;
  captures: Captures;
  /** From 1; counted up by the caller until the name is free. */
  counter: number;
  /** Milliseconds since 1970. */
  now: number;
  /** Absolute path of the file, for what is told to others. */
  source?: string;
}

interface Token {
  name: string;
  /** After a colon: the form of a date, the zeros of a counter. */
  form: string;
  filters: { name: string; argument: string }[];
}

type Part = string | Token;

/** Tokens that are no facts. */
export const OWN_TOKENS = ['ext', 'date', 'now', 'epoch', 'counter', 'source'] as const;
const TOKEN = /\{([^{}]*)\}/g;
export const MOMENTS: readonly string[] = ['date', 'now', 'arrived', 'modified', 'taken'];

/** Text with tokens in braces: `{date:YYYY-MM}/{stem|lower}{ext}`. Made once, filled for each file. */
export class Template {
  /** It gives another name for each count: a taken name can be passed by. */
  readonly hasCounter: boolean;
  /** It has no tokens. */
  private readonly isFixed: boolean;
  /** Of a fixed one: the same for every file. */
  private samePath: string | null = null;

  private constructor(
    readonly written: string,
    private readonly parts: readonly Part[],
  ) {
    this.hasCounter = this.has('counter');
    this.isFixed = parts.every((part) => typeof part === 'string');
  }

  /** @throws FilemillError `settings.invalid` for unknown tokens, forms and filters */
  static parse(written: string): Template {
    const parts: Part[] = [];
    let end = 0;
    for (const match of written.matchAll(TOKEN)) {
      parts.push(written.slice(end, match.index), parseToken(match[1] ?? ''));
      end = match.index + match[0].length;
    }
    parts.push(written.slice(end));
    const rest = parts.filter((part) => typeof part === 'string').join('');
    if (/[{}]/.test(rest)) throw wrong(t('in “{written}” a brace is never closed, or closes nothing.', { written }));
    return new Template(written, parts.filter((part) => part !== ''));
  }

  /** What must be known before it can be filled. */
  get needs(): Set<FactNeed> {
    return new Set(this.tokens.flatMap(({ name }) => factOf(name)?.needs ?? []));
  }

  has(token: string): boolean {
    return this.tokens.some(({ name }) => name === token);
  }

  /** For messages: nothing is made harmless, what is not known is left out. */
  text(values: TemplateValues): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : (fill(part, values) ?? ''))).join('');
  }

  /**
   * A path that every system takes, `/`-separated. Only slashes of the template itself make folders: one in a value becomes
   * an underscore.
   *
   * @throws FilemillError `file.invalid` when a token is not known of this file, or a name comes out empty
   */
  path(values: TemplateValues): string {
    if (this.samePath !== null) return this.samePath;
    const path = this.filledPath(values);
    if (this.isFixed) this.samePath = path;
    return path;
  }

  private filledPath(values: TemplateValues): string {
    const segments: string[] = [''];
    for (const part of this.parts) {
      if (typeof part === 'string') {
        const [first = '', ...others] = part.split('/');
        segments[segments.length - 1] += first;
        segments.push(...others);
      } else segments[segments.length - 1] += this.known(part, values).replaceAll(/[/\\]/g, '_');
    }
    const root = isAbsolute(this.written) ? segments.slice(0, 1) : [];
    const names = segments.slice(root.length).map((segment, index, all) => this.harmless(segment, index === all.length - 1, values));
    return [...root, ...names].join('/');
  }

  /**
   * The names of which an object's key is made. Slashes of the template itself divide them, and those of `{path}`; one in
   * another value becomes an underscore.
   *
   * @throws FilemillError `file.invalid` when a token is not known of this file, or nothing is left
   */
  key(values: TemplateValues): string[] {
    const filled = this.parts.map((part) => {
      if (typeof part === 'string') return part;
      const value = this.known(part, values);
      return part.name === 'path' ? value : value.replaceAll('/', '_');
    });
    const names = filled.join('').split('/').filter((name) => name !== '');
    if (names.length > 0) return names;
    throw new FilemillError('file.invalid', t('The template “{written}” gives an empty key.', { written: displayName(this.written) }), { hint: t('Add something to it that is never empty.') });
  }

  private get tokens(): Token[] {
    return this.parts.filter((part) => typeof part !== 'string');
  }

  private known(token: Token, values: TemplateValues): string {
    const value = fill(token, values);
    if (value !== null) return value;
    throw new FilemillError('file.invalid', t('“\'{\'{name}\'}\'” is not known of this file.', { name: token.name }), {
      hint: t('Give it a substitute in the rule, like \'{\'{name}|or unknown\'}\', or ask whether it is known first.', { name: token.name }),
    });
  }

  private harmless(segment: string, isLast: boolean, { fact }: TemplateValues): string {
    if (segment.trim() === '') {
      throw new FilemillError('file.invalid', t('The template “{written}” gives an empty name.', { written: displayName(this.written) }), { hint: t('Add something to it that is never empty.') });
    }
    const extension = isLast ? (/\.[\p{L}\p{N}]{1,10}$/u.exec(segment)?.[0] ?? '') : '';
    return sanitizeName(segment.slice(0, segment.length - extension.length), extension, segment === fact('name'));
  }
}

/** Where a path template may not lead: out of its folder by its own words. @throws FilemillError `settings.invalid` */
export function checkPathTemplate(written: string): Template {
  const template = Template.parse(written);
  const names = written.split(/[/\\]/);
  if (template.has('source')) throw wrong(t('“{source}” is a whole path and no part of one; {name} is the name alone.'));
  if (names.some((name) => name === '..' || name === '.')) throw wrong(t('“{written}” must not lead upwards.', { written }));
  if (written.includes('\\') && process.platform !== 'win32') throw wrong(t('“{written}” holds a backslash; folders are divided by “/”.', { written }));
  if (written.includes('\0')) throw wrong(t('a path can’t hold a zero byte.'));
  if (names.slice(isAbsolute(written) ? 1 : 0).some((name) => name.trim() === '')) throw wrong(t('“{written}” has an empty name in it.', { written }));
  return template;
}

function parseToken(inner: string): Token {
  const [head = '', ...filters] = inner.split('|').map((part) => part.trim());
  const colon = head.indexOf(':');
  const name = colon < 0 ? head : head.slice(0, colon);
  const form = colon < 0 ? '' : head.slice(colon + 1);
  checkToken(name, form);
  return { name, form, filters: filters.map(parseFilter) };
}

function checkToken(name: string, form: string): void {
  const isOwn = (OWN_TOKENS as readonly string[]).includes(name);
  if (!isOwn && !name.startsWith('match.') && !factOf(name)) {
    const meant = nearestName(name, [...OWN_TOKENS, ...Object.keys(FACTS)]);
    throw wrong(meant ? t('there is no “{name}”; {meant} is meant?', { name: `{${name}}`, meant: `{${meant}}` }) : t('there is no “{name}”.', { name: `{${name}}` }));
  }
  if (form === '') return;
  if (MOMENTS.includes(name) ? /[^YMDhms\-_. ]/.test(form) : !(name === 'counter' && /^0+$/.test(form))) throw wrong(t('“\'{\'{name}:{form}\'}\'” has a form that is not known.', { name, form }));
}

export const FILTERS: Record<string, (value: string, argument: string) => string> = {
  lower: (value) => value.toLowerCase(),
  upper: (value) => value.toUpperCase(),
  trim: (value) => value.trim(),
  slug: (value) =>
    value
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  max: (value, argument) => [...value].slice(0, Number(argument)).join('').replace(/[\s._-]+$/, ''),
  or: (value) => value,
};

function parseFilter(written: string): Token['filters'][number] {
  const [, name = '', argument = ''] = /^(\w+)\s*(.*)$/.exec(written) ?? [];
  if (!Object.hasOwn(FILTERS, name)) throw wrong(t('“{written}” is nothing that can be done to a token; there is: {filters}.', { written, filters: Object.keys(FILTERS).join(', ') }));
  if (name === 'max' && !/^[1-9]\d{0,2}$/.test(argument)) throw wrong(t('“max” needs a number of characters: {title|max 40}.'));
  if (name === 'or' && argument === '') throw wrong(t('“or” needs a substitute: {title|or untitled}.'));
  return { name, argument: argument.replace(/^"(.*)"$/, '$1') };
}

/** Null where nothing is known and there is no substitute. */
function fill({ name, form, filters }: Token, values: TemplateValues): string | null {
  const raw = rawValue(name, form, values)?.trim();
  const substitute = filters.find((filter) => filter.name === 'or')?.argument;
  const start = raw === undefined || raw === '' ? substitute : raw;
  return start === undefined ? null : filters.reduce((value, filter) => FILTERS[filter.name]?.(value, filter.argument) ?? value, start);
}

function rawValue(name: string, form: string, { fact, captures, counter, now, source }: TemplateValues): string | undefined {
  if (name === 'source') return source;
  // Whole seconds, as versions are named in the specification.
  if (name === 'epoch') return String(Math.floor(now / 1000));
  if (name === 'counter') return String(counter).padStart(form.length, '0');
  if (name.startsWith('match.')) return captures[name.slice('match.'.length)];
  if (name === 'ext') return extensionOf(fact);
  if (MOMENTS.includes(name)) {
    const moment = name === 'now' ? now : fact(name === 'date' ? 'arrived' : name);
    return moment === undefined ? undefined : formatMoment(Number(moment), form || 'YYYY-MM-DD');
  }
  const value = fact(name);
  return Array.isArray(value) ? value.join(', ') : value === undefined ? undefined : String(value);
}

/** With its dot; nothing where there is none. A name without an extension is no mistake. */
function extensionOf(fact: TemplateValues['fact']): string {
  const extension = fact('extension');
  return extension === undefined || extension === '' ? '' : `.${String(extension)}`;
}

const wrong = (what: string): FilemillError => new FilemillError('settings.invalid', (what[0]?.toUpperCase() ?? '') + what.slice(1), { hint: t('Correct the template.') });
