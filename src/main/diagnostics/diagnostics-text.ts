import type { DoctorCheck } from '../../shared/model/engine';

export interface DiagnosticFacts {
  readonly at: Date;
  /** Versions and the like, by name. */
  readonly about: Readonly<Record<string, string>>;
  readonly checks: readonly DoctorCheck[];
  /** Why there are none. */
  readonly checksObstacle: string | null;
  readonly settings: unknown;
  readonly crashes: readonly string[];
  /** By the name of the log, its last lines, oldest first. */
  readonly logs: Readonly<Record<string, readonly string[]>>;
}

/** Places of this machine and what stands for them in a text that others read; the longest first. */
export type Places = readonly { readonly path: string; readonly name: string }[];

/** What someone who helps needs to know, in one text without secrets, without contents, and with paths shortened. */
export function diagnosticsText(facts: DiagnosticFacts, places: Places): string {
  const parts = [
    `Filemill diagnostics, ${facts.at.toISOString()}`,
    lines(Object.entries(facts.about).map(([name, value]) => `${name}: ${value}`)),
    section('Checks', facts.checksObstacle === null ? facts.checks.map(({ name, level, sentence, hint }) => `[${level}] ${name}: ${sentence}${hint ? ` ${hint}` : ''}`) : [facts.checksObstacle]),
    section('Settings', [JSON.stringify(withoutSecrets(facts.settings), null, 2)]),
    section('Crash reports kept here', facts.crashes),
    ...Object.entries(facts.logs).map(([name, last]) => section(`Last lines of ${name}`, last)),
  ];
  return `${shortenPaths(parts.join('\n\n'), places)}\n`;
}

const lines = (all: readonly string[]): string => all.join('\n');
const section = (title: string, all: readonly string[]): string => `## ${title}\n${all.length === 0 ? 'none' : lines(all)}`;

const SECRET = /pass|secret|token|credential|key$|keyid|^auth/i;

/** The same with the values of fields that may hold a secret left out; of an address only what leads to its server. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, SECRET.test(key) && inner !== null && typeof inner !== 'boolean' ? '(left out)' : withoutSecrets(inner)]));
  }
  return typeof value === 'string' ? value.replace(/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^/\s@]*@)?([^/\s?#]*)[^\s]*/gi, '$1$2/…') : value;
}

/** Each place by its name; what lies in it keeps its own names. */
export function shortenPaths(text: string, places: Places): string {
  const ordered = places.filter(({ path }) => path.length > 1).toSorted((a, b) => b.path.length - a.path.length);
  let shortened = text;
  for (const { path, name } of ordered) {
    // As it stands, and as it stands inside JSON.
    for (const written of new Set([path, JSON.stringify(path).slice(1, -1)])) shortened = shortened.replaceAll(written, name);
  }
  return shortened;
}
