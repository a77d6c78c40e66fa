/** Columns of a terminal that everything fits, long words apart. */
export const WIDTH = 80;

/** Cuts a line between words; words longer than `width` stay whole, so that they can be copied. */
export function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const before = rest.lastIndexOf(' ', width);
    const at = before > 0 ? before : rest.indexOf(' ', width);
    if (at < 0) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}
