/** Characters of the first tag that are looked at. */
const MAX_ROOT = 65_536;
/** And of each other one. */
const MAX_TAG = 4_096;

/** The end of a tag that begins at `start`, behind its `>`; quoted values may hold one. */
function endOfTag(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '>') {
    const mark = text[at] as string;
    const next = mark === '"' || mark === "'" ? text.indexOf(mark, at + 1) : at;
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at + 1;
}

/** What makes an element a picture of its own, that is drawn aside and then laid over the rest. */
const LAYER = /\s(?:opacity|mask|filter|clip-path|style|class)\s{0,9}=/i;

/**
 * How many elements of an XML text lie in one another at most, and how many of those that may be drawn aside. Takes time
 * in proportion to the text.
 */
export function deepestNesting(text: string): { elements: number; layers: number } {
  const open: boolean[] = [];
  let [layers, deepest, deepestLayers] = [0, 0, 0];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const aside = [['<!--', '-->'], ['<![CDATA[', ']]>']].find(([begin]) => text.startsWith(begin as string, at));
    if (aside) {
      const end = text.indexOf(aside[1] as string, at);
      if (end < 0) break;
      at = end;
      continue;
    }
    const end = endOfTag(text, at);
    const first = text[at + 1];
    if (first === '/') layers -= open.pop() ? 1 : 0;
    else if (first !== '!' && first !== '?' && text[end - 2] !== '/') {
      const isLayer = LAYER.test(text.slice(at, Math.min(end, at + MAX_TAG)));
      open.push(isLayer);
      if (isLayer) layers += 1;
    }
    deepest = Math.max(deepest, open.length);
    deepestLayers = Math.max(deepestLayers, layers);
    at = end;
  }
  return { elements: deepest, layers: deepestLayers };
}

/** The sides that a drawing asks for, in whatever unit; 0 where it leaves them to others. */
export function claimedSize(text: string): { width: number; height: number } {
  const start = text.search(/<(?:[\w.-]{1,40}:)?svg\b/i);
  const root = start < 0 ? '' : text.slice(start, Math.min(endOfTag(text, start), start + MAX_ROOT));
  const side = (name: string): number | undefined => {
    const found = new RegExp(`\\s${name}\\s*=\\s*["']\\s*\\+?([\\d.]+(?:e\\+?\\d+)?)\\s*[a-z]*\\s*["']`, 'i').exec(root);
    return found ? Number(found[1]) : undefined;
  };
  const [, , boxWidth, boxHeight] = (/\sviewBox\s*=\s*["']([^"']{1,200})["']/i.exec(root)?.[1] ?? '').trim().split(/[\s,]+/).map(Number);
  const known = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0 : value);
  return { width: known(side('width') ?? boxWidth), height: known(side('height') ?? boxHeight) };
}
