import type { WrittenFormat } from '../../../shared/model/written-format';
import { joinWords } from '../../format/join-words';
import { t } from '../../../shared/words/words';

/** Endings of each format; a picture that keeps its format keeps its own. */
const ENDINGS: Readonly<Record<WrittenFormat, readonly [string, ...string[]]>> = {
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif'],
  png: ['.png'],
  webp: ['.webp'],
  avif: ['.avif'],
  tiff: ['.tiff', '.tif'],
};
const PLACEHOLDERS = ['stem', 'ext', 'width', 'height', 'date'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

interface Subject {
  name: string;
  /** Of the copy, pixels. */
  width: number;
  height: number;
  /** Milliseconds since 1970; the day it falls on here is the date. */
  at: number;
}

export type NameExample = { name: string; problem: null } | { name: null; problem: string };

/** What a template makes of a name, or what is wrong with the template. The engine decides; this tells beforehand. */
export function nameExample(template: string, subject: Subject, format: WrittenFormat): NameExample {
  const wrong = (problem: string): NameExample => ({ name: null, problem });
  if (template.trim() === '') return wrong(t('A name is needed.'));
  if (/[/\\]/.test(template)) return wrong(t('A name can’t hold / or \\. The folder is chosen above it.'));
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, key = '']) => key).find((key) => !isPlaceholder(key));
  if (unknown !== undefined) return wrong(t('{unknown} is not known. There are {known}.', { unknown: `{${unknown}}`, known: joinWords(PLACEHOLDERS.map((one) => `{${one}}`), 'and') }));
  const endings = ENDINGS[format];
  const own = endingOf(subject.name);
  const ending = endings.includes(own.toLowerCase()) ? own : endings[0];
  const values: Readonly<Record<Placeholder, string>> = {
    stem: own === '' ? subject.name : subject.name.slice(0, -own.length),
    ext: ending,
    width: String(subject.width),
    height: String(subject.height),
    date: dayOf(subject.at),
  };
  const filled = template.replaceAll(/\{([^{}]*)\}/g, (whole, key: string) => (isPlaceholder(key) ? values[key] : whole));
  return { name: endings.includes(endingOf(filled).toLowerCase()) ? filled : `${filled}${ending}`, problem: null };
}

/** With its dot; none where there is none, and of names that begin with their only dot. */
function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot) : '';
}

function isPlaceholder(key: string): key is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(key);
}

function dayOf(at: number): string {
  const day = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
