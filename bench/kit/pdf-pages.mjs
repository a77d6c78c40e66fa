import { rgb } from '@cantoo/pdf-lib';
import { ALIGNED_STYLES, RULED_STYLES, drawTable, makeRows } from './pdf-tables.mjs';
import { wrapWords } from './pdf-pen.mjs';

const LEFT = 64;
const RIGHT = 595 - 64;
const TOP = 90;
const BOTTOM = 842 - 80;
const GUTTER = 26;

/**
 * One page being written from top to bottom, and what a reader should find on it.
 *
 * @param {{ pen: object, fonts: object, prose: object, size: number }} made
 */
export function startPage({ pen, fonts, prose, size, running, number, count }) {
  const truth = { parts: [], tables: [], hasOneOrder: true };
  let y = TOP;
  pen.line(running, LEFT, 50, fonts.italic, 8);
  truth.parts.push(running);

  const lineHeight = size * 1.35;
  const hasRoomFor = (height) => y + height <= BOTTOM;
  function write(lines, { x = LEFT, font = fonts.regular, at = size, width } = {}) {
    for (const [i, text] of lines.entries()) {
      y += at * 1.35;
      pen.line(text, x, y, font, at, i + 1 < lines.length ? width : undefined);
    }
    truth.parts.push(lines.join('\n'));
  }
  const wrapped = (text, width, font = fonts.regular) => wrapWords(text, width, (words) => pen.widthOf(words, font, size));

  const page = {
    prose,
    heading(text = prose.title()) {
      y += 8;
      write([text], { font: fonts.bold, at: size * 1.5 });
      y += 4;
    },
    /** False when it found no room. */
    paragraph(text = prose.paragraph(), indent = 0) {
      const width = RIGHT - LEFT - indent;
      const lines = wrapped(text, width);
      if (!hasRoomFor(lines.length * lineHeight)) return false;
      write(lines, { width, x: LEFT + indent });
      y += lineHeight * 0.6;
      return true;
    },
    fill() {
      while (page.paragraph());
    },
    columns() {
      const width = (RIGHT - LEFT - GUTTER) / 2;
      const from = y;
      for (const x of [LEFT, LEFT + width + GUTTER]) {
        y = from;
        for (let lines = wrapped(prose.paragraph(), width); hasRoomFor(lines.length * lineHeight); lines = wrapped(prose.paragraph(), width)) {
          write(lines, { x, width });
          y += lineHeight * 0.5;
        }
      }
      y = BOTTOM;
    },
    list(marks) {
      for (const mark of marks) {
        const lines = wrapped(prose.sentence(), RIGHT - LEFT - 24);
        if (!hasRoomFor(lines.length * lineHeight)) return;
        pen.line(mark, LEFT + 4, y + lineHeight, fonts.regular, size);
        truth.parts.push(mark);
        write(lines, { x: LEFT + 24 });
        y += 3;
      }
    },
    contents(entries) {
      for (let i = 0; i < entries && hasRoomFor(lineHeight); i += 1) {
        const title = `${i + 1}. ${prose.title()}`;
        const target = String(i * 3 + 2);
        const end = RIGHT - pen.widthOf(target, fonts.regular, size);
        const dots = '.'.repeat(Math.floor((end - LEFT - 12 - pen.widthOf(title, fonts.regular, size)) / pen.widthOf('.', fonts.regular, size)));
        y += lineHeight;
        pen.line(`${title} ${dots}`, LEFT, y, fonts.regular, size);
        pen.line(target, end, y, fonts.regular, size);
        truth.parts.push(`${title} ${dots} ${target}`);
      }
    },
    /** Sender and date, a framed note, lines to write upon. */
    letter() {
      write(['Whitfield & Sons', `${prose.between(2, 90)} Harbour Street`, 'Old Quay'], {});
      y += lineHeight;
      const lines = wrapped(prose.paragraph(2, 3), RIGHT - LEFT - 24);
      pen.box(LEFT, y + 2, RIGHT - LEFT, lines.length * lineHeight + 12, { borderWidth: 0.8, borderColor: rgb(0, 0, 0) });
      write(lines, { x: LEFT + 12 });
      y += lineHeight * 2;
      for (const word of ['Name:', 'Street:', 'Signature:']) {
        write([word]);
        pen.rule(LEFT + 80, y + 2, RIGHT - 120, y + 2, 0.5);
        y += 8;
      }
      y += lineHeight;
    },
    listing() {
      const names = ['total', 'count', 'item', 'shelf'];
      for (let i = 0; i < 12; i += 1) {
        const indent = i % 4 === 0 ? 0 : 20;
        write([`${prose.pick(names)}_${i} = ${prose.pick(names)}(${prose.number()}, "${prose.good()}")`], { x: LEFT + indent, font: fonts.mono, at: size - 1 });
      }
      y += lineHeight;
    },
    table(isRuled) {
      const style = prose.pick(isRuled ? RULED_STYLES : ALIGNED_STYLES);
      const table = makeRows(prose, { isRuled, rows: prose.between(4, 12), isSpanned: style === 'spanned' });
      y += lineHeight * 0.6;
      const drawn = drawTable(pen, table, { x: LEFT, y, width: RIGHT - LEFT, font: fonts.regular, bold: fonts.bold, size: Math.min(size, 10), style });
      y = drawn.bottom + lineHeight;
      truth.parts.push(drawn.text);
      truth.tables.push({ isRuled, rows: drawn.rows, style });
      truth.hasOneOrder &&= drawn.hasOneOrder;
    },
    /** What stands on the page, and the truth about it. */
    end() {
      const footer = `Page ${number} of ${count}`;
      pen.lineCentred(footer, (LEFT + RIGHT) / 2, 842 - 45, fonts.regular, 8);
      truth.parts.push(footer);
      const { parts, ...rest } = truth;
      return { ...rest, text: parts.join('\n') };
    },
  };
  return page;
}

/** What pages are made of; a document takes them in turn. */
export const PAGE_KINDS = {
  prose(page) {
    page.heading();
    page.fill();
  },
  columns(page) {
    page.heading();
    page.columns();
  },
  ruled(page) {
    page.heading();
    page.paragraph();
    page.table(true);
    page.fill();
  },
  aligned(page) {
    page.heading();
    page.paragraph();
    page.table(false);
    page.paragraph();
  },
  both(page) {
    page.paragraph();
    page.table(true);
    page.paragraph();
    page.table(false);
    page.paragraph();
  },
  list(page) {
    page.heading();
    page.paragraph();
    page.list(['\u2022', '\u2022', '\u2022', '\u2022', '\u2022']);
    page.paragraph();
    page.list(['1.', '2.', '3.', '4.', '5.', '6.']);
  },
  contents(page) {
    page.heading('Contents');
    page.contents(24);
  },
  letter(page) {
    page.letter();
    page.paragraph();
    page.paragraph();
  },
  listing(page) {
    page.heading();
    page.paragraph();
    page.listing();
    page.fill();
  },
};
