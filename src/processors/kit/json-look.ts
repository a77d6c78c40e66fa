/** Longest text parsed to see whether it is JSON; beyond it the beginning must do. */
const MAX_PARSED_UNITS = 256 * 1024;

/** Whether text without a telling name is JSON. A whole short text must parse; of others the beginning must fit. */
export function looksLikeJson(text: string, isWhole: boolean): boolean {
  const start = /^[\ufeff\s]*([[{])\s*(\S)/.exec(text.slice(0, 4096));
  if (!start) return false;
  const [, open, next] = start as unknown as [string, string, string];
  if (open === '{' ? next !== '"' && next !== '}' : !/["[{\]\d\-tfn]/.test(next)) return false;
  if (isWhole && text.length <= MAX_PARSED_UNITS) return parses(text);
  return open === '{' ? /^[\ufeff\s]*\{\s*"(?:[^"\\\n]|\\.)*"\s*:/.test(text.slice(0, 65536)) : /^[\ufeff\s]*\[\s*[[{"\d]/.test(text);
}

/** One JSON object or array a line, at least two of them. */
export function looksLikeJsonLines(text: string, isWhole: boolean): boolean {
  const lines = text.slice(0, MAX_PARSED_UNITS).split('\n', 12);
  if (!isWhole || text.length > MAX_PARSED_UNITS || lines.length === 12) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.length >= 2 && filled.every((line) => /^\s*[[{]/.test(line) && parses(line));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
