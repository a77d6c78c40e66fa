import { extname } from 'node:path';
import { sanitizeName } from '../../base/sanitize-name';
import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { t } from '../../shared/words/words';

export interface OutputFacts {
  /** The original's name. */
  original: string;
  /** What was written, without a dot: "jpg". */
  extension: string;
  width: number;
  height: number;
  /** When, in milliseconds. */
  at: number;
}

/** Endings that mean the same format: a picture that keeps its format keeps its own. */
const ALIKE = [['jpg', 'jpeg', 'jpe', 'jfif'], ['tiff', 'tif']];
const PLACEHOLDERS = ['stem', 'ext', 'width', 'height', 'date'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

/**
 * The name that a template gives, safe on every system. It always ends with an ending of the format that was written.
 *
 * @throws FilemillError `settings.invalid` for an unknown placeholder or a path
 */
export function nameOutput(template: string, { original, extension, width, height, at }: OutputFacts): string {
  checkTemplate(template);
  const own = extname(original);
  const ending = fittingEnding(original, extension);
  const values: Record<Placeholder, string> = {
    stem: own === '' ? original : original.slice(0, -own.length),
    ext: ending,
    width: String(width),
    height: String(height),
    date: dayOf(at),
  };
  const filled = template.replace(/\{(\w+)\}/g, (_, name: Placeholder) => values[name]);
  return withFittingEnding(filled, extension, ending);
}

/** The original's own ending where it means the format, with its dot. */
export function fittingEnding(original: string, extension: string): string {
  const own = extname(original);
  return isFitting(own, extension) ? own : `.${extension}`;
}

/** The name as it is where its ending means the format; else with an ending that does. */
export function withFittingEnding(name: string, extension: string, ending = `.${extension}`): string {
  const given = extname(name);
  return isFitting(given, extension) ? sanitizeName(name.slice(0, -given.length), given) : sanitizeName(name, ending);
}

function isFitting(ending: string, extension: string): boolean {
  const endings = ALIKE.find((names) => names.includes(extension)) ?? [extension];
  return endings.includes(ending.slice(1).toLowerCase());
}

/** @throws FilemillError `settings.invalid` */
export function checkTemplate(template: string): void {
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].find(([, name = '']) => !(PLACEHOLDERS as readonly string[]).includes(name));
  if (unknown) {
    throw new FilemillError('settings.invalid', t('{name} is no placeholder for names.', { name: displayName(unknown[0]) }), {
      hint: t('There is: {known}.', { known: PLACEHOLDERS.map((name) => `{${name}}`).join(', ') }),
    });
  }
  if (/[/\\]/.test(template)) {
    throw new FilemillError('settings.invalid', t('A name can’t hold a path.'), { hint: t('Choose the folder apart from the name.') });
  }
}

/** As the clock here has it: YYYY-MM-DD. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
