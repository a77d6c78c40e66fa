import { extensionOf } from './extension';
import { looksLikeJson, looksLikeJsonLines } from './json-look';
import { looksLikeTable } from './table-look';

/** Text types that only the name can tell apart: to a reader of bytes they are all just text. */
const BY_EXTENSION: Record<string, string> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  psv: 'text/csv',
  tsv: 'text/tab-separated-values',
  tab: 'text/tab-separated-values',
  json: 'application/json',
  geojson: 'application/json',
  ipynb: 'application/json',
  webmanifest: 'application/json',
  jsonl: 'application/x-ndjson',
  ndjson: 'application/x-ndjson',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  eml: 'message/rfc822',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  cjs: 'text/javascript',
  ts: 'text/x-typescript',
  tsx: 'text/x-typescript',
  jsx: 'text/javascript',
  py: 'text/x-python',
  sh: 'text/x-shellscript',
  c: 'text/x-c',
  h: 'text/x-c',
  cpp: 'text/x-c++',
  java: 'text/x-java',
  rs: 'text/x-rust',
  go: 'text/x-go',
  sql: 'text/x-sql',
  yaml: 'text/yaml',
  yml: 'text/yaml',
  toml: 'text/x-toml',
  ini: 'text/x-ini',
  tex: 'text/x-tex',
  rst: 'text/x-rst',
  log: 'text/plain',
  diff: 'text/x-diff',
  patch: 'text/x-diff',
};

/** Names that say nothing about the content, so the content decides. */
const SILENT = new Set(['', 'txt', 'text', 'dat', 'data', 'out', 'tmp', 'bak', 'part']);

/**
 * The media type of a file that is text. Markup announces itself; otherwise a name that says more than "text" wins,
 * also over broken content, and where the name is silent the content is looked at. `isWhole`: `text` is all of it.
 */
export function textFlavour(text: string, name: string, isWhole: boolean): string {
  const extension = extensionOf(name);
  const start = text.slice(0, 4096).trimStart();
  const markup = markupFlavour(start, extension);
  if (markup) return markup;
  const named = BY_EXTENSION[extension];
  if (named) return named === 'message/rfc822' ? 'text/plain' : named;
  if (extension === 'xml') return 'text/xml';
  if (extension === 'html' || extension === 'htm') return 'text/html';
  if (looksLikeJson(text, isWhole)) return 'application/json';
  if (looksLikeJsonLines(text, isWhole)) return 'application/x-ndjson';
  if (!SILENT.has(extension)) return 'text/plain';
  const table = looksLikeTable(text, isWhole);
  if (table) return table === '\t' ? 'text/tab-separated-values' : 'text/csv';
  return extension === '' && looksLikeMarkdown(start) ? 'text/markdown' : 'text/plain';
}

const MARKUP_EXTENSIONS = new Set(['', 'xml', 'svg', 'html', 'htm', 'xhtml', 'txt', 'kml', 'gpx', 'xsl', 'xsd', 'rss']);

function markupFlavour(start: string, extension: string): string | null {
  if (/^<!doctype\s+html|^<html[\s>]/i.test(start)) return 'text/html';
  const isXml = start.startsWith('<?xml');
  if (!isXml && !(start.startsWith('<') && MARKUP_EXTENSIONS.has(extension))) return null;
  const root = rootElement(start);
  if (root === 'svg') return 'image/svg+xml';
  if (root === 'html') return 'text/html';
  if (isXml) return 'text/xml';
  return root && extension !== '' && extension !== 'txt' && !extension.startsWith('htm') ? 'text/xml' : null;
}

/** The local name of the first element, after declarations and comments. */
function rootElement(start: string): string | null {
  const bare = start.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(\[[\s\S]*?\])?[^>]*>/gi, '').trimStart();
  return /^<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(bare)?.[1]?.toLowerCase() ?? null;
}

function looksLikeMarkdown(start: string): boolean {
  const marks = [/^#{1,6} \S/m, /^[-*+] \S/m, /\[[^\]\n]+\]\([^)\n]+\)/, /^```/m, /\*\*[^*\n]+\*\*/, /^\|.*\|\s*$/m];
  return marks.filter((mark) => mark.test(start)).length >= 2;
}
