import {
  AlignmentType, Document, ExternalHyperlink, Footer, Header, Packer, PageOrientation, Paragraph, SectionType, Tab, Table, TableCell, TableRow,
  TextRun, WidthType,
} from 'docx';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomNumbers } from './numbers.mjs';
import { proseFrom } from './prose.mjs';

const PARAGRAPHS_A_PAGE = 9;
const BODY = { fontName: 'Liberation Serif', fontSize: 11 };
const HEADINGS = [
  { fontName: 'Liberation Sans', fontSize: 18, bold: true },
  { fontName: 'Liberation Sans', fontSize: 14, bold: true },
  { fontName: 'Liberation Sans', fontSize: 12, italic: true },
];
/** Named as a person names them; each says what its paragraphs look like. */
const STYLES = [
  { id: 'Remark', name: 'Remark', look: { italic: true, fontSize: 9.5 } },
  { id: 'PullQuote', name: 'Pull Quote', look: { fontName: 'Liberation Sans', fontSize: 13 }, alignment: 'center' },
];
const FONTS = ['Liberation Mono', 'DejaVu Sans', 'Liberation Sans'];
const ALIGNMENTS = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT, justify: AlignmentType.JUSTIFIED };
const PAPER = { portrait: { width: 595.3, height: 841.9 }, landscape: { width: 841.9, height: 595.3 } };
const TWIPS = 20;

const docxRun = ({ bold, italic, underline, fontName, fontSize }) => ({
  ...(bold === undefined ? {} : { bold }),
  ...(italic === undefined ? {} : { italics: italic }),
  ...(underline ? { underline: {} } : {}),
  ...(fontName === undefined ? {} : { font: fontName }),
  ...(fontSize === undefined ? {} : { size: fontSize * 2 }),
});

/** What a reader should find: everything resolved, as the person who wrote it sees it. */
const resolved = (text, base, own = {}) => ({
  text,
  bold: own.bold ?? base.bold ?? false,
  italic: own.italic ?? base.italic ?? false,
  underline: own.underline ?? false,
  fontName: own.fontName ?? base.fontName ?? BODY.fontName,
  fontSize: own.fontSize ?? base.fontSize ?? BODY.fontSize,
});

/**
 * A document of about `pages` pages, the same for the same `seed`.
 *
 * @returns {Promise<{ bytes: Buffer, truth: { paragraphs: object[], headings: object[], tables: object[], sections: object[] } }>}
 */
export async function makeDocument(seed, pages) {
  const random = randomNumbers(seed * 104_729 + 5);
  for (let i = 0; i < 20; i += 1) random();
  const prose = proseFrom(random);
  const truth = { paragraphs: [], headings: [], tables: [], sections: [] };
  const sections = [];
  const count = pages * PARAGRAPHS_A_PAGE;
  let children = [];
  for (let i = 0; i < count; i += 1) {
    if (i % 12 === 0) children.push(heading(prose, truth, i === 0 ? 1 : prose.between(2, 3)));
    children.push(paragraph(prose, truth));
    if (i % 15 === 7) children.push(table(prose, truth), new Paragraph({}));
    if (i % 60 === 59) {
      sections.push(section(truth, sections.length, children));
      children = [];
    }
  }
  sections.push(section(truth, sections.length, children));
  const doc = new Document({
    title: prose.title(),
    creator: 'Ada Whitfield',
    styles: {
      default: {
        document: { run: { font: BODY.fontName, size: BODY.fontSize * 2 } },
        ...Object.fromEntries(HEADINGS.map((look, i) => [`heading${i + 1}`, { run: docxRun(look) }])),
      },
      paragraphStyles: STYLES.map(({ id, name, look, alignment }) => ({
        id,
        name,
        basedOn: 'Normal',
        quickFormat: true,
        run: docxRun(look),
        ...(alignment ? { paragraph: { alignment: ALIGNMENTS[alignment] } } : {}),
      })),
    },
    sections,
  });
  return { bytes: await Packer.toBuffer(doc), truth };
}

function heading(prose, truth, level) {
  const text = prose.title();
  truth.headings.push({ level, text });
  truth.paragraphs.push({ text, style: `Heading ${level}`, alignment: null, runs: [resolved(text, HEADINGS[level - 1])] });
  return new Paragraph({ heading: `Heading${level}`, children: [new TextRun(text)] });
}

function paragraph(prose, truth) {
  const named = prose.random() < 0.15 ? prose.pick(STYLES) : undefined;
  const base = named?.look ?? {};
  const alignment = prose.random() < 0.3 ? prose.pick(Object.keys(ALIGNMENTS)) : undefined;
  const runs = [];
  const children = [];
  const add = (text, own) => {
    runs.push(resolved(text, base, own));
    children.push(new TextRun({ text, ...docxRun(own ?? {}) }));
  };
  let text = '';
  for (let i = prose.between(1, 4); i > 0; i -= 1) {
    const sentence = `${prose.sentence()}${i > 1 ? ' ' : ''}`;
    text += sentence;
    const [head, ...rest] = sentence.split(', ');
    add(rest.length === 0 ? head : `${head}, `, look(prose));
    if (rest.length > 0) add(rest.join(', '), look(prose));
  }
  if (prose.random() < 0.1) {
    const link = `${prose.good()} ${prose.shelf()}`;
    children.push(new ExternalHyperlink({ link: 'https://example.org/list', children: [new TextRun({ text: link })] }));
    runs.push(resolved(link, base));
    text += link;
  }
  if (prose.random() < 0.1) {
    const word = prose.number();
    children.push(new TextRun({ children: [new Tab(), word] }));
    runs.push(resolved(`\t${word}`, base));
    text += `\t${word}`;
  }
  truth.paragraphs.push({ text, style: named?.name ?? 'Normal', alignment: alignment ?? named?.alignment ?? null, runs });
  return new Paragraph({
    ...(named ? { style: named.id } : {}),
    ...(alignment ? { alignment: ALIGNMENTS[alignment] } : {}),
    children,
  });
}

function look(prose) {
  if (prose.random() < 0.7) return undefined;
  return {
    ...(prose.random() < 0.4 ? { bold: true } : {}),
    ...(prose.random() < 0.4 ? { italic: true } : {}),
    ...(prose.random() < 0.2 ? { underline: true } : {}),
    ...(prose.random() < 0.3 ? { fontName: prose.pick(FONTS) } : {}),
    ...(prose.random() < 0.3 ? { fontSize: prose.between(8, 24) } : {}),
  };
}

/** Cells of one or two paragraphs; some tables have a head that spans, or a first cell over two rows. */
function table(prose, truth) {
  const columns = prose.between(2, 6);
  const rowCount = prose.between(2, 9);
  const rows = Array.from({ length: rowCount }, () =>
    Array.from({ length: columns }, () => (prose.random() < 0.2 ? `${prose.good()}\n${prose.price()}` : prose.random() < 0.1 ? '' : prose.number())),
  );
  const isSpanned = prose.random() < 0.3 && columns > 2;
  const isTall = prose.random() < 0.3 && rowCount > 3;
  if (isSpanned) rows[0][1] = rows[0][0];
  if (isTall) rows[3][0] = rows[2][0];
  truth.tables.push({ rows });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          children: cells.flatMap((cell, column) => {
            if (isSpanned && row === 0 && column === 1) return [];
            if (isTall && row === 3 && column === 0) return [];
            return [
              new TableCell({
                ...(isSpanned && row === 0 && column === 0 ? { columnSpan: 2 } : {}),
                ...(isTall && row === 2 && column === 0 ? { rowSpan: 2 } : {}),
                children: cell.split('\n').map((text) => new Paragraph({ children: text === '' ? [] : [new TextRun(text)] })),
              }),
            ];
          }),
        }),
    ),
  });
}

function section(truth, index, children) {
  const orientation = index % 3 === 1 ? 'landscape' : 'portrait';
  const startType = index === 0 ? 'newPage' : index % 2 === 1 ? 'oddPage' : 'continuous';
  truth.sections.push({ orientation, startType, pageWidth: PAPER[orientation].width, pageHeight: PAPER[orientation].height });
  const types = { newPage: SectionType.NEXT_PAGE, oddPage: SectionType.ODD_PAGE, continuous: SectionType.CONTINUOUS };
  return {
    properties: {
      type: types[startType],
      page: {
        size: {
          // docx turns the paper round itself.
          width: Math.round(PAPER.portrait.width * TWIPS),
          height: Math.round(PAPER.portrait.height * TWIPS),
          orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
      },
    },
    headers: { default: new Header({ children: [new Paragraph('Notes of the parish')] }) },
    footers: { default: new Footer({ children: [new Paragraph('For the committee alone')] }) },
    children,
  };
}

/** `files` documents of 1 to 20 pages. */
export async function writeDocuments(folder, files) {
  const documents = [];
  for (let i = 0; i < files; i += 1) {
    const { bytes, truth } = await makeDocument(i + 1, 1 + ((i * 7) % 20));
    const path = join(folder, `document-${String(i + 1).padStart(3, '0')}.docx`);
    writeFileSync(path, bytes);
    documents.push({ path, bytes, truth });
  }
  return documents;
}
