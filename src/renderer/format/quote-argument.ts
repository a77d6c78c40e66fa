/** One word of a command line, in quotes where it needs them. */
export function quoteArgument(text: string, platform: string): string {
  return platform === 'win32' ? quoteForWindows(text) : quoteForShell(text);
}

/** The same for a path, which must not pass for an option. */
export function quotePath(path: string, platform: string): string {
  return quoteArgument(path.startsWith('-') ? `./${path}` : path, platform);
}

function quoteForShell(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function quoteForWindows(text: string): string {
  return /^[\w./:\\@+=,-]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`;
}
