import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import { fromNameBytes } from '../../../base/byte-name';
import { plausibility } from './plausibility';
import { t, words } from '../../../shared/words/words';

export interface NameDecoder {
  /** "cp437", "shift_jis" … of the names that are not UTF-8. */
  readonly encoding: string;
  /** For people: how the encoding was decided. */
  readonly source: string;
  /** The encoding was not told by the archive and is not its format's own. */
  readonly isGuessed: boolean;
  decode(name: Buffer): { text: string; encoding: string };
}

interface Candidate {
  readonly name: string;
  readonly label: string;
  readonly iconv: string;
  readonly people: string;
}
/** The format's own comes first: it wins where nothing speaks for another. */
const CANDIDATES: Candidate[] = [
  { name: 'cp437', label: 'CP437', iconv: 'cp437', people: '' },
  { name: 'windows-1252', label: 'Windows-1252', iconv: 'win1252', people: words('Western European') },
  { name: 'cp866', label: 'CP866', iconv: 'cp866', people: words('Cyrillic') },
  { name: 'shift_jis', label: 'CP932 (Shift JIS)', iconv: 'cp932', people: words('Japanese') },
  { name: 'gbk', label: 'GBK', iconv: 'gbk', people: words('Chinese') },
];
/** So much of the names is judged. */
const SAMPLE_BYTES = 16 * 1024;
/** Another encoding has to be so much more plausible than the format's own. */
const LEAD = 0.15;

/**
 * Decides for the names of an archive that say nothing about their encoding, all of them together: by which encodings
 * they are valid in, and in which of these they look like words.
 *
 * @param names those with bytes beyond ASCII
 */
export function nameDecoder(names: Iterable<Buffer>): NameDecoder {
  const all = new Sample();
  const others = new Sample();
  for (const name of names) {
    all.add(name);
    if (!isUtf8(name)) others.add(name);
  }
  if (all.count === 0) return utf8(t('Plain ASCII.'), false);
  if (others.count === 0) return utf8(t('UTF-8, although the archive does not say so: all names are valid in it.'), true);
  const isMixed = others.count <= all.count - others.count;
  const { candidate, isGuessed } = decide(isMixed ? others.names : all.names);
  const decoder = load().getDecoder(candidate.iconv);
  const inLegacy = (name: Buffer): { text: string; encoding: string } => {
    const text = decoder.write(name) + (decoder.end() ?? '');
    return text.includes('\ufffd') ? { text: fromNameBytes(name), encoding: 'utf-8' } : { text, encoding: candidate.name };
  };
  const why = isGuessed
    ? t('{label} ({people}), guessed from the names: the archive does not say.', { label: candidate.label, people: t(candidate.people) })
    : t('CP437, as ZIP has it where nothing is said.');
  return {
    encoding: candidate.name,
    source: isMixed ? t('UTF-8 where names are valid in it; else {why}', { why }) : why,
    isGuessed,
    decode: (name) => (isMixed && isUtf8(name) ? { text: fromNameBytes(name), encoding: 'utf-8' } : inLegacy(name)),
  };
}

function utf8(source: string, isGuessed: boolean): NameDecoder {
  return { encoding: 'utf-8', source, isGuessed, decode: (name) => ({ text: fromNameBytes(name), encoding: 'utf-8' }) };
}

function decide(sample: readonly Buffer[]): { candidate: Candidate; isGuessed: boolean } {
  const own = CANDIDATES[0] as Candidate;
  let best = own;
  let bestScore = score(sample, own) + LEAD;
  for (const candidate of CANDIDATES.slice(1)) {
    const reached = score(sample, candidate);
    if (reached <= bestScore) continue;
    best = candidate;
    bestScore = reached;
  }
  return { candidate: best, isGuessed: best !== own };
}

/** Counts names, and keeps the first of them. */
class Sample {
  readonly names: Buffer[] = [];
  count = 0;
  private bytes = 0;

  add(name: Buffer): void {
    this.count += 1;
    if (this.bytes >= SAMPLE_BYTES) return;
    const used = name.subarray(0, 1024);
    this.names.push(used);
    this.bytes += used.length;
  }
}

/** How plausible, from about −1 to 1 for each byte beyond ASCII; −∞ when a name is not valid. */
function score(names: readonly Buffer[], candidate: Candidate): number {
  const { decode } = load();
  let sum = 0;
  let bytes = 0;
  for (const name of names) {
    const text = decode(name, candidate.iconv);
    if (text.includes('\ufffd')) return -Infinity;
    for (const byte of name) if (byte >= 0x80) bytes += 1;
    sum += plausibility(text);
  }
  return bytes === 0 ? 0 : sum / bytes;
}

type Iconv = typeof import('iconv-lite');
let loaded: Iconv | undefined;
function load(): Iconv {
  loaded ??= createRequire(import.meta.url)('iconv-lite') as Iconv;
  return loaded;
}
