import { shown } from '../print';
import { WIDTH, wrapLine } from '../wrap-line';

const INDENT = '    ';
const MAX_LINES = 12;
/** A line without spaces could be as long as the file. */
const MAX_LINE = 400;
const LINE = /[^\r\n\f\v]*(?:\r\n|[\r\n\f\v]|$)/y;

/** The beginning of a text, empty lines drawn together, and how much more there is. */
export function textLines(text: string): string[] {
  const lines: string[] = [];
  let taken = 0;
  while (taken < text.length) {
    LINE.lastIndex = taken;
    const whole = LINE.exec(text)?.[0] ?? '';
    const begin = whole.slice(0, MAX_LINE).toWellFormed();
    const line = begin.replace(/[\r\n\f\v]+$/, '').replaceAll('\t', '  ').trimEnd();
    const isSecondBlank = line === '' && (lines.at(-1) ?? '') === '';
    const wrapped = isSecondBlank ? [] : wrapLine(shown(line), WIDTH - INDENT.length);
    if (lines.length > 0 && lines.length + wrapped.length > MAX_LINES) break;
    lines.push(...wrapped);
    taken += begin.length;
    if (begin.length < whole.length) break;
  }
  while (lines.at(-1) === '') lines.pop();
  const more = characters(text.slice(taken).trimEnd());
  return [
    ...lines.map((line) => (line === '' ? '' : INDENT + line)),
    ...(more > 0 ? [`${INDENT}… ${more.toLocaleString('en')} more ${more === 1 ? 'character' : 'characters'}; --json gives all.`] : []),
  ];
}

/** Code points, without an array of them all. */
function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
