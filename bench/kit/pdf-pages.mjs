import { rgb } from '@cantoo/pdf-lib';
import { ALIGNED_STYLES, RULED_STYLES, drawTable, makeRows } from './pdf-tables.mjs';
import { wrapWords } from './wrap-words.mjs';

const LEFT = 64;
const TOP = 90;
const GUTTER = 26;

/**
 * One page being written from top to bottom, and what a reader should find on it.
 *
 * @param {{ pen: object, fonts: object, prose: object, size: number }} made
 */
export function startPage({ pen, fonts, prose, size, running, number, count }) {
  const right = pen.width - LEFT;
  const bottom = pen.height - 80;
  const truth = { parts: [], tables: [], hasOneOrder: true };
  let y = TOP;
  pen.line(running, LEFT, 50, fonts.italic, 8);
  truth.parts.push(running);

  const lineHeight = size * 1.35;
  const hasRoomFor = (height) => y + height <= bottom;
  function write(lines, { x = LEFT, font = fonts.regular, at = size, width } = {}) {
    for (const [i, text] of lines.entries()) {
      y += at * 1.35;
      pen.line(text, x, y, font, at, i + 1 < lines.length ? width : undefined);
    }
    truth.parts.push(lines.join('\n'));
  }
  const wrapped = (text, width, font = fonts.regular) => wrapWords(text, width, (words) => pen.widthOf(words, font, size));

  /** Paragraphs as long as there is room below. */
  function column(x, width) {
    for (let lines = wrapped(prose.paragraph(), width); hasRoomFor(lines.length * lineHeight); lines = wrapped(prose.paragraph(), width)) {
      write(lines, { x, width });
      y += lineHeight * 0.5;
    }
  }

  const page = {
    prose,
    heading(text = prose.title()) {
      y += 8;
      write([text], { font: fonts.bold, at: size * 1.5 });
      y += 4;
    },
    /** False when it found no room. */
    paragraph(text = prose.paragraph(), indent = 0) {
      const width = right - LEFT - indent;
      const lines = wrapped(text, width);
      if (!hasRoomFor(lines.length * lineHeight)) return false;
      write(lines, { width, x: LEFT + indent });
      y += lineHeight * 0.6;
      return true;
    },
    fill() {
      while (page.paragraph());
    },
    columns(count = 2) {
      const width = (right - LEFT - (count - 1) * GUTTER) / count;
      const from = y;
      for (let i = 0; i < count; i += 1) {
        y = from;
        column(LEFT + i * (width + GUTTER), width);
      }
      y = bottom;
    },
    list(marks) {
      for (const mark of marks) {
        const lines = wrapped(prose.sentence(), right - LEFT - 24);
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
        const end = right - pen.widthOf(target, fonts.regular, size);
        const dots = '.'.repeat(Math.floor((end - LEFT - 12 - pen.widthOf(title, fonts.regular, size)) / pen.widthOf('.', fonts.regular, size)));
        y += lineHeight;
        pen.line(`${title} ${dots}`, LEFT, y, fonts.regular, size);
        pen.line(target, end, y, fonts.regular, size);
        truth.parts.push(`${title} ${dots} ${target}`);
      }
    },
    /** Short entries in three columns, as at the end of a book: the lines do not stand beside one another on purpose. */
    index() {
      const width = (right - LEFT - 2 * GUTTER) / 3;
      const from = y;
      for (let column = 0; column < 3; column += 1) {
        y = from + column * 3;
        while (hasRoomFor(lineHeight)) {
          write([`${prose.good().toLowerCase()}, ${prose.between(2, 400)}, ${prose.between(2, 400)}`], { x: LEFT + column * (width + GUTTER) });
          if (prose.random() < 0.15) y += lineHeight;
        }
      }
      y = bottom;
    },
    /** Bars on an axis with figures. */
    chart() {
      const [top, height] = [y + 12, 150];
      const base = top + height;
      pen.rule(LEFT + 40, top, LEFT + 40, base);
      pen.rule(LEFT + 40, base, right, base);
      const marks = [];
      for (let step = 0; step <= 5; step += 1) {
        const mark = String(50 - step * 10);
        pen.lineRight(mark, LEFT + 34, top + (height * step) / 5 + 3, fonts.regular, 8);
        pen.rule(LEFT + 40, top + (height * step) / 5, right, top + (height * step) / 5, 0.3);
        marks.push(mark);
      }
      const years = Array.from({ length: 8 }, (_, i) => String(2_010 + i));
      for (const [i, year] of years.entries()) {
        const x = LEFT + 60 + i * 48;
        const bar = prose.between(20, 140);
        pen.box(x, base - bar, 26, bar, { color: rgb(0.4, 0.5, 0.7) });
        pen.line(year, x + 3, base + 12, fonts.regular, 8);
      }
      y = base + 22;
      truth.parts.push(marks.join('\n'), years.join(' '));
      truth.hasOneOrder = false;
    },
    verse() {
      for (let i = 0; i < 16 && hasRoomFor(lineHeight); i += 1) {
        write([prose.sentence().split(' ').slice(0, prose.between(4, 7)).join(' ')], { x: LEFT + (i % 2) * 18 });
        if (i % 4 === 3) y += lineHeight;
      }
    },
    /** Two who sign, beside one another. */
    signatures() {
      y += lineHeight * 3;
      const middle = (LEFT + right) / 2 + 10;
      pen.rule(LEFT, y, middle - 30, y, 0.5);
      pen.rule(middle, y, right, y, 0.5);
      for (const [a, b] of [['Ada Whitfield', 'Jonas Keller'], ['Chair of the board', 'Treasurer'], ['Old Quay, 17 March', 'Old Quay, 22 May']]) {
        y += lineHeight;
        pen.line(a, LEFT, y, fonts.regular, size);
        pen.line(b, middle, y, fonts.regular, size);
        truth.parts.push(`${a} ${b}`);
      }
      truth.hasOneOrder = false;
      y += lineHeight;
    },
    /** Sender and date, a framed note, lines to write upon. */
    letter() {
      write(['Whitfield & Sons', `${prose.between(2, 90)} Harbour Street`, 'Old Quay'], {});
      y += lineHeight;
      const lines = wrapped(prose.paragraph(2, 3), right - LEFT - 24);
      pen.box(LEFT, y + 2, right - LEFT, lines.length * lineHeight + 12, { borderWidth: 0.8, borderColor: rgb(0, 0, 0) });
      write(lines, { x: LEFT + 12 });
      y += lineHeight * 2;
      for (const word of ['Name:', 'Street:', 'Signature:']) {
        write([word]);
        pen.rule(LEFT + 80, y + 2, right - 120, y + 2, 0.5);
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
    /** A ruled table in the left column, prose in the right one. */
    tableInColumn() {
      const width = (right - LEFT - GUTTER) / 2;
      const from = y;
      page.table(true, width);
      column(LEFT, width);
      y = from;
      column(LEFT + width + GUTTER, width);
      y = bottom;
    },
    table(isRuled, width = right - LEFT) {
      const style = prose.pick(isRuled ? RULED_STYLES : ALIGNED_STYLES);
      const table = makeRows(prose, { isRuled, rows: prose.between(4, 12), isSpanned: style === 'spanned', width });
      y += lineHeight * 0.6;
      const drawn = drawTable(pen, table, { x: LEFT, y, width, font: fonts.regular, bold: fonts.bold, size: Math.min(size, 10), style });
      y = drawn.bottom + lineHeight;
      truth.parts.push(drawn.text);
      truth.tables.push({ isRuled, rows: drawn.rows, style });
      truth.hasOneOrder &&= drawn.hasOneOrder;
    },
    /** What stands on the page, and the truth about it. */
    end() {
      const footer = `Page ${number} of ${count}`;
      pen.lineCentred(footer, (LEFT + right) / 2, pen.height - 45, fonts.regular, 8);
      truth.parts.push(footer);
      const { parts, ...rest } = truth;
      return { ...rest, text: parts.join('\n') };
    },
  };
  return page;
}

/** Pages that are not upright paper. */
export const PAPERS = { wide: 'wide', turned: 'turned' };

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
  threeColumns(page) {
    page.heading();
    page.columns(3);
  },
  tableInColumn(page) {
    page.heading();
    page.tableInColumn();
  },
  index(page) {
    page.heading('Index');
    page.index();
  },
  chart(page) {
    page.heading();
    page.paragraph();
    page.chart();
    page.paragraph();
  },
  verse(page) {
    page.heading();
    page.verse();
  },
  contract(page) {
    page.heading();
    page.paragraph();
    page.signatures();
  },
  wide(page) {
    page.heading();
    page.table(true);
    page.paragraph();
  },
  turned(page) {
    page.heading();
    page.table(true);
    page.paragraph();
  },
  listing(page) {
    page.heading();
    page.paragraph();
    page.listing();
    page.fill();
  },
};
