import { FilemillError } from '../../shared/errors/filemill-error';
import { sniffEncoding } from '../kit/sniff-encoding';
import { decodeWhole } from '../kit/streaming-decoder';
import { checkDimensions, MAX_SIDE } from './image-limits';
import { claimedSize, deepestNesting } from './svg-outline';
import { t, words } from '../../shared/words/words';

const MAX_SVG_BYTES = 32e6;
/** Elements in one another; programs that draw need a few dozen. */
const MAX_DEPTH = 256;
/** What is drawn aside lies in memory as a whole, four bytes a pixel, one for each element around it. */
const MAX_LAYER_PIXELS = 64e6;
/** A step of a filter takes about a microsecond a pixel. */
const MAX_FILTER_PIXELS = 200e6;
const FILTER_STEP = /<(?:[\w.-]{1,40}:)?fe[A-Z]\w{3,30}\b/g;

/** What a browser would follow or run; the renderer does neither. Every pattern takes time in proportion to the text. */
const IGNORED: [patterns: RegExp[], name: string][] = [
  [[/<(?:[\w.-]{1,40}:)?script\b/i, /<[^<>]*\son[a-z]{1,40}\s{0,9}=/i], words('scripts')],
  [
    [
      /<(?:[\w.-]{1,40}:)?(?:image|use|feImage|link)\b[^<>]*\bhref\s{0,9}=\s{0,9}["']?\s{0,9}(?!#|data:|\s)[^"'<>]/i,
      /@import\b/i,
      /\burl\(\s{0,9}["']?\s{0,9}(?:https?:|file:|ftp:|\/\/)/i,
    ],
    words('links to other files'),
  ],
  [[/<(?:[\w.-]{1,40}:)?foreignObject\b/i], words('embedded web pages')],
];

/** A drawing as it may go to the renderer. */
export interface CheckedSvg {
  /** In an encoding that libvips takes for a drawing. */
  readonly bytes: Buffer;
  /** What it has beyond drawing. */
  readonly warnings: string[];
  /** Elements in one another that are drawn aside, and steps of filters. */
  readonly work: { readonly layers: number; readonly filterSteps: number };
}

/** Throws `file.tooComplex` for a drawing that would take too much memory or time at its size, pixels. */
export function checkSvgWork({ layers, filterSteps }: CheckedSvg['work'], width: number, height: number): void {
  const pixels = width * height;
  if (layers * pixels <= MAX_LAYER_PIXELS && filterSteps * pixels <= MAX_FILTER_PIXELS) return;
  throw new FilemillError('file.tooComplex', t('The drawing has more effects than can be drawn at its size.'), { hint: t('Export it again as a plain SVG, or as PNG.') });
}

/**
 * An SVG is a program for a renderer: only modest text without declarations of its own gets there.
 *
 * @throws FilemillError `file.invalid`, `file.damaged`, `file.tooComplex`, `file.tooLarge`
 */
export function checkSvg(bytes: Buffer): CheckedSvg {
  const encoding = sniffEncoding(bytes, true);
  const text = encoding && bytes.length <= MAX_SVG_BYTES ? decodeWhole(bytes, encoding).text : null;
  if (text === null) throw refused('it is no text, or too long');
  if (/<!ENTITY/i.test(text)) throw refused('it declares entities');
  if (!/<\/(?:[\w.-]+:)?svg\s*>\s*(?:<!--[\s\S]*?-->\s*)*$|\/>\s*$/.test(text.slice(-4096))) {
    throw new FilemillError('file.damaged', t('The drawing is damaged: its end is missing.'), {
      hint: t('Get the file again from where it came from.'),
    });
  }
  const { elements, layers } = deepestNesting(text);
  if (elements > MAX_DEPTH) {
    throw new FilemillError('file.tooComplex', t('The drawing has more than {most} elements in one another.', { most: MAX_DEPTH }), {
      hint: t('Export it again as a plain SVG, or as PNG.'),
    });
  }
  // The library makes one pixel of what is beyond its numbers.
  const { width, height } = claimedSize(text);
  checkDimensions(width > MAX_SIDE ? width : 0, height > MAX_SIDE ? height : 0);
  const found = IGNORED.filter(([patterns]) => patterns.some((pattern) => pattern.test(text))).map(([, name]) => t(name));
  const warnings = found.length === 0 ? [] : [t('The drawing was shown without its {parts}.', { parts: found.join(', ').replace(/, (?=[^,]*$)/, t(' and ')) })];
  const work = { layers, filterSteps: text.match(FILTER_STEP)?.length ?? 0 };
  return { bytes: encoding?.name.startsWith('utf-16') ? inUtf8(text) : bytes, warnings, work };
}

/** libvips looks for the letters of a drawing byte by byte. */
const inUtf8 = (text: string): Buffer => Buffer.from(text.replace(/^\s*<\?xml\b[^>]*\?>/, ''), 'utf8');

function refused(details: string): FilemillError {
  return new FilemillError('file.invalid', t('The drawing has parts that an SVG picture does not need, and was not opened.'), {
    hint: t('Export it again as a plain SVG, or as PNG.'),
    details,
  });
}
