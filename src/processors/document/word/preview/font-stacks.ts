const USUAL = 'system-ui, sans-serif';

/** Typefaces that stand in for one another; a page names them itself, so that no name from a document gets into it. */
const STACKS: [pattern: RegExp, stack: string][] = [
  [/^calibri/i, 'Calibri, Carlito, "Segoe UI", sans-serif'],
  [/^cambria/i, 'Cambria, Caladea, Georgia, serif'],
  [/^(?:arial|helvetica|liberation sans)/i, 'Arial, "Liberation Sans", Helvetica, sans-serif'],
  [/^(?:times|liberation serif)/i, '"Times New Roman", "Liberation Serif", Times, serif'],
  [/^georgia/i, 'Georgia, "Gelasio", serif'],
  [/^verdana/i, 'Verdana, "DejaVu Sans", sans-serif'],
  [/^(?:tahoma|segoe|aptos)/i, 'Aptos, "Segoe UI", Tahoma, sans-serif'],
  [/(?:courier|consolas|mono|menlo|typewriter)/i, '"Courier New", "Liberation Mono", Consolas, monospace'],
  [/(?:script|brush|comic)/i, '"Comic Sans MS", cursive'],
  [/sans/i, USUAL],
  [/(?:garamond|palatino|book|century|minion|roman|serif)/i, 'Garamond, Palatino, Georgia, serif'],
];

/** A CSS font family for a typeface named in a document. */
export function fontStack(name: string): string {
  return STACKS.find(([pattern]) => pattern.test(name))?.[1] ?? USUAL;
}
