import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { createRequire } from 'node:module';

/** A letter with a heading, a bold word, a centred line and a table with a cell over two columns. */
export async function letterDocx(word: string): Promise<Uint8Array> {
  const row = (cells: [text: string, columns: number][]): TableRow =>
    new TableRow({
      children: cells.map(
        ([text, columnSpan]) => new TableCell({ columnSpan, children: [new Paragraph({ children: [new TextRun({ text, font: 'Arial' })] })] }),
      ),
    });
  const document = new Document({
    title: 'Inventory of the observatory',
    creator: 'Ada Byron',
    sections: [
      {
        children: [
          new Paragraph({ text: 'Inventory', heading: HeadingLevel.HEADING_1 }),
          new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: 'Spring 2026', italics: true })] }),
          new Paragraph({ children: [new TextRun('The '), new TextRun({ text: word, bold: true }), new TextRun(' is listed below, with all that belongs to it.')] }),
          new Paragraph({ text: 'Instruments', heading: HeadingLevel.HEADING_2 }),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [
              row([['Item', 1], ['Price', 2]]),
              row([['Lens, 3"', 1], ['120.00', 1], ['EUR', 1]]),
              row([['Tripod', 1], ['80.50', 1], ['EUR', 1]]),
            ],
          }),
          new Paragraph('Signed by the keeper of the house.'),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** A page of text that opens only with its password. */
export async function lockedPdf(password: string, word: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([595, 842]).drawText(`The ${word} lies in the safe.`, { x: 60, y: 760, size: 18, font });
  document.encrypt({ userPassword: password, ownerPassword: `${password} of the owner`, permissions: {} });
  return document.save();
}

/** A ruled table on the second of two pages. */
export async function ruledPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('Price list');
  document.setAuthor('The mill');
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([595, 842]).drawText('Prices stand on the next page.', { x: 60, y: 760, size: 14, font });
  const page = document.addPage([595, 842]);
  const rows = [
    ['Grain', 'Unit', 'Price'],
    ['Rye', 'sack', '21.40'],
    ['Barley, hulled', 'sack', '19.90'],
    ['Spelt', 'sack', '33.00'],
  ];
  const [left, top, width, height] = [60, 740, 150, 26];
  rows.forEach((cells, row) =>
    cells.forEach((text, column) => page.drawText(text, { x: left + column * width + 6, y: top - row * height - 18, size: 12, font })),
  );
  const [right, bottom] = [left + 3 * width, top - rows.length * height];
  for (let row = 0; row <= rows.length; row += 1) {
    page.drawLine({ start: { x: left, y: top - row * height }, end: { x: right, y: top - row * height }, thickness: 0.8 });
  }
  for (let column = 0; column <= 3; column += 1) {
    page.drawLine({ start: { x: left + column * width, y: top }, end: { x: left + column * width, y: bottom }, thickness: 0.8 });
  }
  return document.save();
}

/** Lines of text as a scanner would see them at 200 dpi. */
export function picturedText(lines: readonly string[]): Uint8Array {
  GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'), 'Sample Sans');
  const canvas = createCanvas(1_100, 160 + lines.length * 80);
  const paper = canvas.getContext('2d');
  paper.fillStyle = 'white';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.fillStyle = 'black';
  paper.font = '44px "Sample Sans"';
  lines.forEach((line, at) => paper.fillText(line, 90, 120 + at * 80));
  return canvas.toBuffer('image/png');
}
