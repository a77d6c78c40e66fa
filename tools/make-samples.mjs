#!/usr/bin/env node
/**
 * Writes the twelve example files of the first start to resources/sample/. The same bytes on every machine: no clock,
 * no chance, no font of the system. Does nothing when they are there and newer than this program.
 */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'

const program = fileURLToPath(import.meta.url)
const folder = resolve(dirname(program), '../resources/sample')
const DAY = new Date('2026-01-15T09:30:00Z')

const NAMES = {
  invoice: 'Invoice 2026-0147 Northwind Paper.pdf',
  scan: 'Scanned delivery note.pdf',
  broken: 'Lease contract (incomplete download).pdf',
  minutes: 'Meeting minutes.docx',
  stock: 'Stock list.xlsx',
  customers: 'Kundenliste.csv',
  settings: 'Printer settings.json',
  note: 'Read me first.md',
  photo: 'Harbour at dusk.jpg',
  blurred: 'Harbour at dusk, shaken.jpg',
  copy: 'IMG_2041 (copy).jpg',
  archive: 'For the newsletter.zip',
}

const NOTE = `# Read me first

These twelve files show what Filemill does. **Nothing here is moved or changed**: the files are read, indexed and listed.

- an invoice and a scan, a PDF whose download broke off
- a Word document, a workbook, a table with German umlauts, a settings file with a mistake in line 6
- a photo, the same photo shaken, an exact copy of it under another name, and an archive

Try the search: *Northwind*, *Müller*, *Hamburg*.
`

/** Line 6 has a comma too much. */
const SETTINGS = `{
  "printer": "Ricoh 7200",
  "duplex": true,
  "trays": [
    { "name": "A4", "sheets": 500 },
    { "name": "A3", "sheets": 250 },
  ],
  "owner": "Jörg"
}
`

const CUSTOMERS = [
  'Kundennr;Firma;Straße;Ort;Umsatz 2025',
  '10482;"Müller & Söhne Druckerei";Lindenallee 4;Köln;48.210,50',
  '10490;Bürobedarf Grünwald;Äußere Ringstraße 9;München;12.004,00',
  '10517;"Verlag ""Die Möwe""";Hafenweg 2;Lübeck;7.880,25',
  '10533;Schäfer Etiketten;Große Gasse 17;Würzburg;31.455,90',
  '10561;Copyshop Düsseldorf;Königsallee 88;Düsseldorf;5.120,00',
  '',
].join('\r\n')

const STOCK = [
  ['Article', 'Name', 'In stock', 'Minimum', 'Price EUR'],
  ['P-090-A3', 'Offset paper 90 g/m², A3', 412, 100, 18.9],
  ['P-080-A4R', 'Recycled paper 80 g/m², A4', 2210, 800, 4.25],
  ['C-300-W', 'Cardboard 300 g/m², white', 64, 80, 22.4],
  ['E-C5', 'Envelopes C5, window', 5400, 1000, 0.06],
  ['L-70x37', 'Labels 70 × 37 mm', 130, 50, 9.8],
]

const TERMS = [
  '1. Goods are delivered to the address named in the order, free of charge from 500 EUR on.',
  '2. Visible damage has to be reported within three working days after delivery.',
  '3. The goods remain the property of Northwind Paper GmbH until they are paid in full.',
  '4. Paper is a natural product; differences in tone of up to two per cent are no defect.',
  '5. The place of jurisdiction is Hamburg.',
]

const DELIVERY = [
  'To: Müller & Söhne Druckerei, Köln',
  'Order: 2026-0147 of 12 January 2026',
  '40 reams   Offset paper 90 g, A3',
  '120 reams  Recycled paper 80 g, A4',
  '15 packs   Cardboard 300 g, white',
  'Weight: 1,284 kg on 3 pallets',
]

await main()

async function main() {
  const paths = Object.values(NAMES).map((name) => join(folder, name))
  const made = statSync(program).mtimeMs
  if (paths.every((path) => existsSync(path) && statSync(path).mtimeMs >= made)) {
    console.log(`The ${paths.length} example files are there (${folder}).`)
    return
  }
  mkdirSync(folder, { recursive: true })
  const invoice = await makeInvoice()
  const note = Buffer.from(NOTE)
  const photo = await drawPhoto()
  const blurred = await blur(photo)
  const files = {
    invoice,
    scan: await makeScan(),
    broken: await makeBroken(),
    minutes: await makeMinutes(),
    stock: makeStockList(),
    customers: Buffer.from(CUSTOMERS, 'latin1'),
    settings: Buffer.from(SETTINGS),
    note,
    photo,
    blurred,
    copy: photo,
    archive: zip({ [NAMES.photo]: photo, [NAMES.note]: note }),
  }
  for (const [key, bytes] of Object.entries(files)) writeFileSync(join(folder, NAMES[key]), bytes)
  const total = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0)
  console.log(`Wrote ${readdirSync(folder).length} example files, ${(total / 1e6).toFixed(1)} MB, to ${folder}.`)
}

/** Two pages of text: an invoice and its terms. */
async function makeInvoice() {
  const { pdf, page, fonts, text } = await newPdf('Invoice 2026-0147', 'Northwind Paper GmbH')
  const first = page()
  text(first, 'Northwind Paper GmbH', 60, 780, { size: 20, font: fonts.bold })
  text(first, 'Hafenstraße 12 · 20457 Hamburg · Germany', 60, 760, { size: 9 })
  text(first, 'Invoice 2026-0147', 60, 700, { size: 16, font: fonts.bold })
  text(first, 'Date: 15 January 2026        Customer no.: 10482        Due: 14 February 2026', 60, 678)
  text(first, 'Müller & Söhne Druckerei, Lindenallee 4, 50668 Köln', 60, 650)
  const rows = [
    ['Pos.', 'Article', 'Quantity', 'Unit price', 'Amount'],
    ['1', 'Offset paper 90 g/m², A3', '40 reams', '18.90 EUR', '756.00 EUR'],
    ['2', 'Recycled paper 80 g/m², A4', '120 reams', '4.25 EUR', '510.00 EUR'],
    ['3', 'Cardboard 300 g/m², white', '15 packs', '22.40 EUR', '336.00 EUR'],
    ['4', 'Delivery and handling', '1', '48.00 EUR', '48.00 EUR'],
  ]
  const columns = [60, 100, 300, 390, 470]
  rows.forEach((row, line) => {
    const y = 600 - line * 22
    row.forEach((cell, column) => text(first, cell, columns[column], y, { font: line === 0 ? fonts.bold : fonts.plain }))
    first.drawLine({ start: { x: 60, y: y - 6 }, end: { x: 545, y: y - 6 }, thickness: line === 0 ? 1 : 0.3 })
  })
  text(first, 'Net 1,650.00 EUR', 430, 470)
  text(first, 'VAT 19 % 313.50 EUR', 430, 454)
  text(first, 'Total 1,963.50 EUR', 430, 434, { size: 12, font: fonts.bold })
  text(first, 'Please transfer the total within 30 days, naming the invoice number.', 60, 380)
  text(first, 'Page 1 of 2', 270, 40, { size: 8 })
  const second = page()
  text(second, 'Terms of delivery', 60, 780, { size: 16, font: fonts.bold })
  TERMS.forEach((line, index) => text(second, line, 60, 745 - index * 18))
  text(second, 'Page 2 of 2', 270, 40, { size: 8 })
  return Buffer.from(await pdf.save())
}

/** A page of text drawn as a picture, turned a little and greyed, as an office scanner leaves it. */
async function makeScan() {
  const { pdf, page, fonts, text } = await newPdf('Delivery note', 'Northwind Paper GmbH')
  const sheet = page()
  text(sheet, 'DELIVERY NOTE 88-3310', 60, 760, { size: 22, font: fonts.bold })
  text(sheet, 'Northwind Paper GmbH, Hamburg', 60, 730, { size: 13 })
  DELIVERY.forEach((line, index) => text(sheet, line, 60, 680 - index * 26, { size: 14 }))
  text(sheet, 'Received in good order:', 60, 200, { size: 14 })
  sheet.drawSvgPath('M 0 0 C 20 -40 30 30 50 -10 S 80 -30 100 0 S 140 10 150 -20', { x: 250, y: 205, borderWidth: 2 })
  const picture = await drawFirstPage(await pdf.save(), 1.6)
  const sharp = await loadSharp()
  const scanned = await sharp(picture)
    .rotate(0.7, { background: '#e8e6e0' })
    .modulate({ brightness: 0.96 })
    .blur(0.5)
    .grayscale()
    .jpeg({ quality: 62 })
    .toBuffer()
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const result = await PDFDocument.create({ updateMetadata: false })
  result.setProducer('Filemill example')
  const image = await result.embedJpg(scanned)
  result.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
  return Buffer.from(await result.save())
}

/** The first part of a PDF, as a broken connection leaves it: no page of it can be read. */
async function makeBroken() {
  const { pdf, page, text } = await newPdf('Lease contract', 'Example Estates')
  for (let number = 1; number <= 6; number += 1) {
    const sheet = page()
    for (let line = 0; line < 40; line += 1) text(sheet, `Clause ${number}.${line + 1}: the tenant and the landlord agree on this.`, 60, 780 - line * 18)
  }
  const whole = Buffer.from(await pdf.save({ useObjectStreams: true }))
  return whole.subarray(0, Math.floor(whole.length * 0.55))
}

async function makeMinutes() {
  const { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } = await import('docx')
  const heading = (text) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })
  const row = (cells) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) })
  const document = new Document({
    title: 'Meeting minutes',
    creator: 'Ann Example',
    sections: [
      {
        children: [
          new Paragraph({ text: 'Minutes of the weekly meeting', heading: HeadingLevel.TITLE }),
          new Paragraph({ children: [new TextRun('Hamburg, 15 January 2026. Present: '), new TextRun({ text: 'Ann, Jörg, Priya', bold: true })] }),
          heading('Paper prices'),
          new Paragraph('Prices of recycled paper fell by four per cent. The new list goes to customers on Friday.'),
          heading('Tasks'),
          new Table({ rows: [row(['Task', 'Who', 'Until']), row(['Send the price list', 'Priya', '16 January']), row(['Call Müller & Söhne', 'Jörg', '20 January'])] }),
          new Paragraph('Next meeting: 22 January 2026, 9:30.'),
        ],
      },
    ],
  })
  const parts = await unzip(await Packer.toBuffer(document))
  const core = parts['docProps/core.xml'].toString().replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-15T09:30:00Z')
  return zip({ ...parts, 'docProps/core.xml': Buffer.from(core) })
}

/** The smallest workbook that Excel opens without complaint. */
function makeStockList() {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const xml = (body) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`)
  const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const cell = (value, column, line) => {
    const reference = `${String.fromCharCode(65 + column)}${line}`
    return typeof value === 'number'
      ? `<c r="${reference}"><v>${value}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t>${escape(value)}</t></is></c>`
  }
  const rows = STOCK.map((row, index) => `<row r="${index + 1}">${row.map((value, column) => cell(value, column, index + 1)).join('')}</row>`)
  return zip({
    '[Content_Types].xml': xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Stock" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`),
  })
}

/** Sky, sun, hills and water with the grain of a camera. */
async function drawPhoto() {
  const width = 1600
  const height = 1066
  const pixels = Buffer.alloc(width * height * 3)
  const grain = randomNumbers(20260115)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue] = colourAt(x / width, y / height)
      const noise = (grain() - 0.5) * 14
      const at = (y * width + x) * 3
      pixels[at] = clamp(red + noise)
      pixels[at + 1] = clamp(green + noise)
      pixels[at + 2] = clamp(blue + noise)
    }
  }
  const sharp = await loadSharp()
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 86 })
    .withExif({ IFD0: { Make: 'Filemill', Model: 'Example camera' }, IFD2: { DateTimeOriginal: '2026:01:15 16:42:10', ExposureTime: '1/125', FNumber: '56/10' } })
    .toBuffer()
}

function colourAt(x, y) {
  const shore = 0.6 + 0.01 * Math.sin(x * 40)
  const hills = 0.5 - 0.08 * Math.sin(x * 5 + 1) - 0.03 * Math.sin(x * 17)
  const sun = Math.hypot((x - 0.68) * 1.5, y - 0.36)
  if (y > shore) {
    const wave = Math.sin(y * 260 + 6 * Math.sin(x * 30)) * 16
    const glow = Math.max(0, 1 - Math.abs(x - 0.68) * 9) * 110
    return [30 + wave + glow, 58 + wave + glow * 0.7, 96 + wave + glow * 0.3]
  }
  const mast = [0.18, 0.24, 0.41].some((at) => Math.abs(x - at) < 0.0022) && y > 0.3
  const hull = y > shore - 0.05 && [0.18, 0.24, 0.41].some((at) => Math.abs(x - at) < 0.035 - (y - shore + 0.05) * 0.3)
  if (mast || hull) return hull && !mast ? [92, 40, 34] : [38, 30, 32]
  if (y > hills) return [48 + y * 30, 44 + y * 20, 66]
  if (sun < 0.055) return [255, 236, 190]
  const warmth = Math.max(0, 1 - sun * 1.6)
  return [70 + 170 * y + 90 * warmth, 96 + 90 * y + 60 * warmth, 150 - 20 * y]
}

async function blur(photo) {
  const sharp = await loadSharp()
  return sharp(photo).blur(9).jpeg({ quality: 80 }).toBuffer()
}

function clamp(value) {
  return Math.max(0, Math.min(255, Math.round(value)))
}

/** The same numbers between 0 and 1 for the same seed (mulberry32). */
function randomNumbers(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

async function loadSharp() {
  return (await import('sharp')).default
}

async function newPdf(title, author) {
  const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib')
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setTitle(title)
  pdf.setAuthor(author)
  pdf.setProducer('Filemill example')
  pdf.setCreationDate(DAY)
  pdf.setModificationDate(DAY)
  const fonts = { plain: await pdf.embedFont(StandardFonts.Helvetica), bold: await pdf.embedFont(StandardFonts.HelveticaBold) }
  return {
    pdf,
    fonts,
    page: () => pdf.addPage([595, 842]),
    text: (sheet, words, x, y, { size = 10, font = fonts.plain } = {}) => sheet.drawText(words, { x, y, size, font }),
  }
}

/** With the fonts that the PDF library brings along, so that it looks the same without any font installed. */
async function drawFirstPage(bytes, scale) {
  const packageDir = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const pdfjs = await import(pathToFileURL(join(packageDir, 'legacy/build/pdf.mjs')).href)
  const { createCanvas } = await import('@napi-rs/canvas')
  const task = pdfjs.getDocument({ data: new Uint8Array(bytes), standardFontDataUrl: join(packageDir, 'standard_fonts') + sep, verbosity: 0 })
  const document = await task.promise
  const page = await document.getPage(1)
  const viewport = page.getViewport({ scale })
  const canvas = createCanvas(Math.floor(viewport.width), Math.floor(viewport.height))
  await page.render({ canvas, viewport, background: '#f4f2ec' }).promise
  await task.destroy()
  return canvas.encode('png')
}

/** A ZIP file without compression; all entries have the same date. */
function zip(parts) {
  const locals = []
  const central = []
  let offset = 0
  for (const [name, bytes] of Object.entries(parts)) {
    const nameBytes = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800, 2)
    fields.writeUInt16LE((9 << 11) | (30 << 5), 6)
    fields.writeUInt16LE(((2026 - 1980) << 9) | (1 << 5) | 15, 8)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(bytes.length, 14)
    fields.writeUInt32LE(bytes.length, 18)
    fields.writeUInt16LE(nameBytes.length, 22)
    locals.push(Buffer.from('PK\x03\x04'), fields, nameBytes, bytes)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\0'), fields, rest, nameBytes)
    offset += 30 + nameBytes.length + bytes.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

async function unzip(bytes) {
  const { default: yauzl } = await import('yauzl')
  const archive = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  const parts = {}
  for await (const entry of archive.eachEntry()) {
    const pieces = []
    for await (const piece of await archive.openReadStreamPromise(entry)) pieces.push(piece)
    if (!entry.fileName.endsWith('/')) parts[entry.fileName] = Buffer.concat(pieces)
  }
  return parts
}
