import { shown } from '../print';
import { WIDTH, wrapLine } from '../wrap-line';

const INDENT = '    ';
const MAX_ENTRIES = 10;

/** The first entries of a list under its title; nothing for an empty one. */
export function listLines(title: string, entries: readonly string[]): string[] {
  if (entries.length === 0) return [];
  const more = entries.length - MAX_ENTRIES;
  return [
    '',
    `  ${title}`,
    ...entries.slice(0, MAX_ENTRIES).flatMap((entry) => {
      const inset = INDENT + (/^ */.exec(entry)?.[0] ?? '');
      return wrapLine(shown(entry.replace(/\s+/g, ' ').trim()), WIDTH - inset.length).map((line) => inset + line);
    }),
    ...(more > 0 ? [`${INDENT}… ${more.toLocaleString('en')} more; --json gives all.`] : []),
  ];
}
