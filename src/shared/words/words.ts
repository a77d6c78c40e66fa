import { IntlMessageFormat } from 'intl-messageformat';
import type { Tongue } from './languages';
import { pseudo } from './pseudo';

/** Translations by their English text. */
export type Catalogue = Readonly<Record<string, string>>;
export type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

/** After it, what tells two uses of one English text apart: `t('Open@@state')`. Never shown. */
const CONTEXT = '@@';

const ENGLISH: Tongue = { language: 'en', locale: 'en' };

let tongue = ENGLISH;
let catalogue: Catalogue = {};
let isEnglishHere = (): boolean => false;
const formats = new Map<string, IntlMessageFormat>();

/** Speaks another language from now on. What was said before stays as it was said. */
export function speak(next: Tongue, words: Catalogue): void {
  tongue = next;
  catalogue = words;
  formats.clear();
}

/** Whatever this process speaks: where `here` says so just now, somebody listens who is always answered in English. */
export function speakEnglishWhere(here: () => boolean): void {
  isEnglishHere = here;
}

/** What this process speaks. */
export const spokenTongue = (): Tongue => tongue;

const tongueHere = (): Tongue => (isEnglishHere() ? ENGLISH : tongue);

/** For `Intl`: dates, numbers, sizes and sorting. */
export const locale = (): string => tongueHere().locale;

/** Marks an English text that is said later, by `t(text)` where it is shown: the check of the catalogues finds it by this. */
export const words = <const T extends string>(text: T): T => text;

/**
 * A text in the language of this process. English text is the key; with values it is an ICU message:
 * `t('{count, plural, one {# file} other {# files}} in {folder}', { count, folder })`.
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
export function t(text: string, values?: Values): string {
  const said = saidAs(text);
  return values ? String(formatOf(said).format(values)) : said;
}

/** As `t`, in parts: for values that are no text, such as parts of a page. */
export function inParts<T>(text: string, values: Readonly<Record<string, Value | T>>): (string | T)[] {
  const formatted = formatOf(saidAs(text)).format<T>(values as Record<string, Value | T>);
  return (Array.isArray(formatted) ? formatted : [formatted]) as (string | T)[];
}

function saidAs(text: string): string {
  const at = text.indexOf(CONTEXT);
  const english = at < 0 ? text : text.slice(0, at);
  const here = tongueHere();
  if (here === ENGLISH) return english;
  return here.language === 'pseudo' ? pseudo(english) : (catalogue[text] ?? english);
}

function formatOf(message: string): IntlMessageFormat {
  const used = localeOfMessages(tongueHere());
  const key = `${used} ${message}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new IntlMessageFormat(message, used, undefined, { ignoreTag: true });
  formats.set(key, format);
  return format;
}

/** One of the language that is spoken: by the rules of another, "0 files" might be "0 file". */
function localeOfMessages({ language, locale: chosen }: Tongue): string {
  if (language === 'pseudo') return 'en';
  if (chosen === language) return chosen;
  return languageOf(chosen) === language ? chosen : language;
}

let lastOf: { locale: string; language: string } | null = null;

/** Asked with each message; it is nearly always the same. */
function languageOf(chosen: string): string {
  if (lastOf?.locale !== chosen) lastOf = { locale: chosen, language: new Intl.Locale(chosen).language };
  return lastOf.language;
}
