import type { WordReport } from '../../../shared/model/report';
import type { XmlReader } from '../../office-kit/xml-reader';
import { alignmentOf } from './alignment';
import { dateOf } from './date';
import type { ListBudget } from './list-budget';
import { readSection, type Section } from './read-section';
import { NO_FORMAT, readRunFormat } from './run-format';
import { blockText } from './search-text';
import { readTable } from './read-table';
import type { ThemeFonts } from './theme-fonts';
import type { WordBlock, WordParagraph } from './word-blocks';

type Change = WordReport['changes'][number];

/** What is counted and collected over all stories of a document: body, headers, notes, comments. */
export interface Findings {
  readonly sections: Section[];
  /** As many as there was room for. */
  readonly changes: Change[];
  changeCount: number;
  imageCount: number;
  /** Documents of another format that stand in this one as a whole. */
  chunkCount: number;
}

/** What claims to have more sections than this is no document. */
const MAX_SECTIONS = 10_000;
/** What listing a change takes beside its text. */
const CHANGE_UNITS = 80;
const DELETED_TEXT: ReadonlySet<string> = new Set(['w:delText', 'w:t']);
const FORMULA_TEXT: ReadonlySet<string> = new Set(['m:t']);

/** Reads the blocks of a story: paragraphs and tables, down to their runs. */
export class StoryReader {
  /** One for each field that is open; true while its instruction, which is no text, goes on. */
  private fields: boolean[] = [];
  private isInInsertion = false;

  constructor(
    private readonly fonts: ThemeFonts,
    private readonly findings: Findings,
    private readonly budget: ListBudget,
  ) {}

  /** The blocks inside the element that was just entered. Leaves it. */
  readBlocks(xml: XmlReader, take: (block: WordBlock) => void): void {
    while (xml.enter()) this.readBlock(xml, take);
  }

  /** The element that was just entered, where blocks stand. Leaves it. */
  readBlock(xml: XmlReader, take: (block: WordBlock) => void): void {
    switch (xml.name) {
      case 'w:p':
        take(this.readParagraph(xml));
        break;
      case 'w:tbl':
        take(readTable(xml, this));
        break;
      case 'w:sdt':
      case 'w:sdtContent':
      case 'w:customXml':
      case 'w:smartTag':
      case 'w:ins':
      case 'w:moveTo':
        this.readBlocks(xml, take);
        break;
      case 'w:sectPr':
        this.addSection(readSection(xml));
        break;
      case 'w:altChunk':
        this.findings.chunkCount += 1;
        xml.skip();
        break;
      default:
        xml.skip();
    }
  }

  private readParagraph(xml: XmlReader): WordParagraph {
    const paragraph: WordParagraph = { kind: 'paragraph', styleId: null, alignment: null, runs: [], asides: [] };
    this.readInlines(xml, paragraph);
    // An instruction that goes beyond its paragraph is one whose end is missing.
    if (this.fields.length > 0) this.fields = this.fields.filter((isInstruction) => !isInstruction);
    return paragraph;
  }

  private readInlines(xml: XmlReader, paragraph: WordParagraph): void {
    while (xml.enter()) {
      switch (xml.name) {
        case 'w:r':
          this.readRun(xml, paragraph);
          break;
        case 'w:pPr':
          this.readParagraphProperties(xml, paragraph);
          break;
        case 'w:hyperlink':
        case 'w:smartTag':
        case 'w:customXml':
        case 'w:sdt':
        case 'w:sdtContent':
        case 'w:fldSimple':
        case 'w:dir':
        case 'w:bdo':
          this.readInlines(xml, paragraph);
          break;
        case 'w:ins':
        case 'w:moveTo':
          this.readInsertion(xml, paragraph);
          break;
        case 'w:del':
        case 'w:moveFrom': {
          const change = startChange(xml, 'deletion');
          this.addChange(change, collectText(xml, DELETED_TEXT));
          break;
        }
        case 'm:oMath':
        case 'm:oMathPara': {
          const formula = collectText(xml, FORMULA_TEXT);
          if (formula.trim() !== '') paragraph.asides.push(formula);
          break;
        }
        default:
          xml.skip();
      }
    }
  }

  private readParagraphProperties(xml: XmlReader, paragraph: WordParagraph): void {
    while (xml.enter()) {
      if (xml.name === 'w:sectPr') {
        this.addSection(readSection(xml));
        continue;
      }
      if (xml.name === 'w:pStyle') paragraph.styleId = xml.attribute('w:val');
      else if (xml.name === 'w:jc') paragraph.alignment = alignmentOf(xml.attribute('w:val'));
      xml.skip();
    }
  }

  /** An insertion inside another one is part of it. */
  private readInsertion(xml: XmlReader, paragraph: WordParagraph): void {
    if (this.isInInsertion) {
      this.readInlines(xml, paragraph);
      return;
    }
    const change = startChange(xml, 'insertion');
    const before = paragraph.runs.length;
    this.isInInsertion = true;
    this.readInlines(xml, paragraph);
    this.isInInsertion = false;
    this.addChange(change, paragraph.runs.slice(before).map(({ text }) => text).join(''));
  }

  private addChange(change: Omit<Change, 'text'>, text: string): void {
    if (text === '') return;
    const { findings, budget } = this;
    findings.changeCount += 1;
    if (budget.take(text.length + change.author.length + CHANGE_UNITS)) findings.changes.push({ ...change, text });
  }

  private addSection(section: Section): void {
    const { sections } = this.findings;
    if (sections.length < MAX_SECTIONS) sections.push(section);
  }

  private readRun(xml: XmlReader, paragraph: WordParagraph): void {
    let format = NO_FORMAT;
    let styleId: string | null = null;
    let text = '';
    const flush = (): void => {
      if (text !== '') paragraph.runs.push({ text, styleId, format });
      text = '';
    };
    while (xml.enter()) {
      switch (xml.name) {
        case 'w:t':
          text += this.shown(xml.text());
          continue;
        case 'w:rPr':
          ({ format, styleId } = readRunFormat(xml, this.fonts));
          continue;
        case 'w:tab':
        case 'w:ptab':
          text += this.shown('\t');
          break;
        case 'w:br':
        case 'w:cr':
          text += this.shown('\n');
          break;
        case 'w:noBreakHyphen':
          text += this.shown('-');
          break;
        case 'w:fldChar':
          this.followField(xml.attribute('w:fldCharType'));
          break;
        case 'w:ruby':
          flush();
          this.readRuby(xml, paragraph);
          continue;
        case 'w:drawing':
        case 'w:pict':
          this.readDrawing(xml, paragraph, true);
          continue;
        case 'w:object':
          this.readDrawing(xml, paragraph, false);
          continue;
      }
      xml.skip();
    }
    flush();
  }

  private shown(text: string): string {
    return this.fields.length > 0 && this.fields.includes(true) ? '' : text;
  }

  private followField(step: string | null): void {
    if (step === 'begin') this.fields.push(true);
    else if (step === 'separate' && this.fields.length > 0) this.fields[this.fields.length - 1] = false;
    else if (step === 'end') this.fields.pop();
  }

  /** The text itself, without the small one above it that tells how it is spoken. */
  private readRuby(xml: XmlReader, paragraph: WordParagraph): void {
    while (xml.enter()) {
      if (xml.name === 'w:rubyBase') this.readInlines(xml, paragraph);
      else xml.skip();
    }
  }

  private readDrawing(xml: XmlReader, paragraph: WordParagraph, countsPictures: boolean): void {
    while (xml.enter()) {
      if (xml.name === 'w:txbxContent') {
        const text = this.readAside(xml);
        if (text !== '') paragraph.asides.push(text);
        continue;
      }
      if (countsPictures && isPicture(xml)) this.findings.imageCount += 1;
      this.readDrawing(xml, paragraph, countsPictures);
    }
  }

  private readAside(xml: XmlReader): string {
    const { fields, isInInsertion } = this;
    this.fields = [];
    this.isInInsertion = false;
    const lines: string[] = [];
    this.readBlocks(xml, (block) => void lines.push(blockText(block)));
    this.fields = fields;
    this.isInInsertion = isInInsertion;
    return lines.filter((line) => line !== '').join('\n');
  }
}

function isPicture(xml: XmlReader): boolean {
  if (xml.name === 'a:blip') return (xml.attribute('r:embed') ?? xml.attribute('r:link')) !== null;
  return xml.name === 'v:imagedata' && (xml.attribute('r:id') ?? xml.attribute('r:href') ?? xml.attribute('src')) !== null;
}

function startChange(xml: XmlReader, type: Change['type']): Omit<Change, 'text'> {
  return { type, author: xml.attribute('w:author') ?? '', date: dateOf(xml.attribute('w:date')) };
}

/** All text in elements of the given names inside the one that was just entered. Leaves it. */
function collectText(xml: XmlReader, names: ReadonlySet<string>): string {
  let text = '';
  while (xml.enter()) {
    if (names.has(xml.name)) text += xml.text();
    else if (xml.name === 'w:pPr' || xml.name === 'w:rPr') xml.skip();
    else {
      if (xml.name === 'w:tab') text += '\t';
      else if (xml.name === 'w:br' || xml.name === 'w:cr') text += '\n';
      text += collectText(xml, names);
    }
  }
  return text;
}
