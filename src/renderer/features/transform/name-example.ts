import type { TransformRecipe } from '../../../shared/model/transform';

const EXTENSIONS = { jpeg: '.jpg', png: '.png', webp: '.webp', avif: '.avif', tiff: '.tiff' } as const;
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
export function nameExample(template: string, subject: Subject, format: TransformRecipe['format']): NameExample {
  const wrong = (problem: string): NameExample => ({ name: null, problem });
  if (template.trim() === '') return wrong('A name is needed.');
  if (/[/\\]/.test(template)) return wrong('A name can’t hold / or \\. The folder is chosen above it.');
  const dot = subject.name.lastIndexOf('.');
  const stem = dot > 0 ? subject.name.slice(0, dot) : subject.name;
  const values: Readonly<Record<Placeholder, string>> = {
    stem,
    ext: format === 'same' ? (dot > 0 ? subject.name.slice(dot) : '') : EXTENSIONS[format],
    width: String(subject.width),
    height: String(subject.height),
    date: dayOf(subject.at),
  };
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, key = '']) => key).find((key) => !isPlaceholder(key));
  if (unknown !== undefined) return wrong(`{${unknown}} is not known. There are {stem}, {ext}, {width}, {height} and {date}.`);
  return { name: template.replaceAll(/\{([^{}]*)\}/g, (whole, key: string) => (isPlaceholder(key) ? values[key] : whole)), problem: null };
}

function isPlaceholder(key: string): key is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(key);
}

function dayOf(at: number): string {
  const day = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
