import { FilemillError } from '../../shared/errors/filemill-error';
import { sniffEncoding } from '../kit/sniff-encoding';
import { decodeWhole } from '../kit/streaming-decoder';

const MAX_SVG_BYTES = 32e6;

/** An SVG is a program for a renderer: only modest text without declarations of its own gets there. */
export function checkSvg(bytes: Buffer): void {
  const encoding = sniffEncoding(bytes, true);
  const text = encoding && bytes.length <= MAX_SVG_BYTES ? decodeWhole(bytes, encoding).text : null;
  if (text === null) throw refused('it is no text, or too long');
  if (/<!ENTITY/i.test(text)) throw refused('it declares entities');
  if (!/<\/(?:[\w.-]+:)?svg\s*>\s*(?:<!--[\s\S]*?-->\s*)*$|\/>\s*$/.test(text.slice(-4096))) {
    throw new FilemillError('file.damaged', 'The drawing is damaged: its end is missing.', {
      hint: 'Get the file again from where it came from.',
    });
  }
}

function refused(details: string): FilemillError {
  return new FilemillError('file.invalid', 'The drawing has parts that an SVG picture does not need, and was not opened.', {
    hint: 'Export it again as a plain SVG, or as PNG.',
    details,
  });
}
