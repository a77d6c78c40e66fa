import {
  PDFArray, PDFNumber, PDFOperator, PDFOperatorNames, beginText, concatTransformationMatrix, degrees, endText, setFontAndSize, setTextMatrix,
  setWordSpacing, showText,
} from '@cantoo/pdf-lib';

/**
 * How programs put a line of text on a page: in one piece, word by word, spread by word spacing, with gaps in place of
 * spaces as TeX does, or with letters moved apart and together inside the words.
 */
export const MANNERS = ['lines', 'words', 'spread', 'gaps', 'kerned'];

const PORTRAIT = [595, 842];
const LANDSCAPE = [842, 595];

/**
 * A new page and what writes on it, from the top left corner of the page as shown, in points.
 *
 * @param {'upright' | 'wide' | 'turned'} paper `turned`: wide as shown, by the page's /Rotate
 */
export function penFor(doc, manner, paper) {
  const page = doc.addPage(paper === 'wide' ? LANDSCAPE : PORTRAIT);
  const [width, height] = paper === 'upright' ? PORTRAIT : LANDSCAPE;
  if (paper === 'turned') {
    page.setRotation(degrees(90));
    page.pushOperators(concatTransformationMatrix(0, 1, -1, 0, PORTRAIT[0], 0));
  }
  const keys = new Map();
  const keyOf = (font) => {
    if (!keys.has(font)) keys.set(font, page.node.newFontDictionary(font.name, font.ref));
    return keys.get(font);
  };
  const shown = [];
  const show = (x, y, font, size, operators) =>
    shown.push([beginText(), setFontAndSize(keyOf(font), size), setTextMatrix(1, 0, 0, 1, x, height - y), ...operators, endText()]);
  const adjusted = (parts) => {
    const array = PDFArray.withContext(page.doc.context);
    for (const part of parts) array.push(typeof part === 'number' ? PDFNumber.of(part) : part);
    return PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [array]);
  };
  const widthOf = (text, font, size) => font.widthOfTextAtSize(text, size);

  /** `y` is the line the letters stand on; `width` is what a full line is spread to, where the manner spreads. */
  function line(text, x, y, font, size, width) {
    if (text === '') return;
    const words = text.split(' ');
    const space = widthOf(' ', font, size);
    const slack = width === undefined || words.length < 2 ? 0 : (width - widthOf(text, font, size)) / (words.length - 1);
    if (manner === 'words') {
      let at = x;
      for (const word of words) {
        show(at, y, font, size, [showText(font.encodeText(word))]);
        at += widthOf(word, font, size) + space;
      }
    } else if (manner === 'gaps') {
      const gap = (-1000 * (space + slack)) / size;
      show(x, y, font, size, [adjusted(words.flatMap((word, i) => (i === 0 ? [font.encodeText(word)] : [gap, font.encodeText(word)])))]);
    } else if (manner === 'kerned') {
      const pieces = text.match(/.{1,3}/g);
      show(x, y, font, size, [adjusted(pieces.flatMap((piece, i) => (i === 0 ? [font.encodeText(piece)] : [i % 2 === 0 ? 30 : -25, font.encodeText(piece)])))]);
    } else if (manner === 'spread') {
      show(x, y, font, size, [setWordSpacing(slack), showText(font.encodeText(text)), setWordSpacing(0)]);
    } else {
      show(x, y, font, size, [showText(font.encodeText(text))]);
    }
  }

  return {
    width,
    height,
    line,
    widthOf,
    lineRight: (text, right, y, font, size) => line(text, right - widthOf(text, font, size), y, font, size),
    lineCentred: (text, middle, y, font, size) => line(text, middle - widthOf(text, font, size) / 2, y, font, size),
    /** Puts the text on the page: in the order of writing, or in another, as programs do that draw part by part. */
    finish(random) {
      if (random) {
        for (let i = shown.length - 1; i > 0; i -= 1) {
          const other = Math.floor(random() * (i + 1));
          [shown[i], shown[other]] = [shown[other], shown[i]];
        }
      }
      for (const operators of shown) page.pushOperators(...operators);
    },
    /** A stroke from point to point. */
    rule: (x1, y1, x2, y2, thickness = 0.7) =>
      page.drawLine({ start: { x: x1, y: height - y1 }, end: { x: x2, y: height - y2 }, thickness }),
    /** `options` of pdf-lib's drawRectangle: colour of the area, of the border. */
    box: (x, y, width, boxHeight, options) => page.drawRectangle({ x, y: height - y - boxHeight, width, height: boxHeight, ...options }),
  };
}
