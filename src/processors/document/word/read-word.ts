import type { WordReport } from '../../../shared/model/report';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { throwIfCancelled, type OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { TextCounter } from '../../kit/text-counter';
import { TextKeeper } from '../../kit/text-keeper';
import { WORD_DOCUMENT } from '../../office-kit/office-format';
import { readXml } from '../../office-kit/read-xml';
import type { XmlReader } from '../../office-kit/xml-reader';
import { XmlFault } from '../../office-kit/xml-fault';
import { ZipParts } from '../../office-kit/zip-parts';
import { ListBudget } from './list-budget';
import { readComments, readNotes, readStory } from './read-notes';
import { readProperties } from './read-properties';
import { reportParagraph } from './report-paragraph';
import { reportTable } from './report-table';
import { blockText } from './search-text';
import { StoryReader, type Findings } from './story-reader';
import { readStyleSheet } from './style-sheet';
import { Styles } from './styles';
import { readThemeFonts } from './theme-fonts';
import { textOf, type WordBlock } from './word-blocks';
import { openPackage, partsAt, relatedPart, type WordPackage } from './word-package';
import { changesWarnings, outsideWarnings, unusedWarnings } from './word-warnings';
import { t } from '../../../shared/words/words';

/** What listing a paragraph and a run takes beside their text. */
const PARAGRAPH_UNITS = 60;
const RUN_UNITS = 80;
/** What listing a header, a note or a comment takes beside its text. */
const NOTE_UNITS = 60;

/**
 * A Word document. A broken part beside the one with the text is left out with a warning. Throws `file.damaged`,
 * `file.invalid`, `file.tooComplex`, `file.needsPassword`.
 */
export async function readWord(file: OpenFile, context: Context): Promise<Reading> {
  const parts = await ZipParts.open(file, WORD_DOCUMENT, context.signal);
  try {
    return await new WordReading(await openPackage(parts), context).read();
  } catch (thrown) {
    throw thrown instanceof XmlFault ? invalid(thrown) : thrown;
  } finally {
    parts.close();
  }
}

class WordReading {
  private readonly damages: string[] = [];
  private readonly keeper = new TextKeeper();
  private readonly counter = new TextCounter();
  private readonly budget = new ListBudget();
  private hasText = false;
  /** What comes before the next text. */
  private gap = '';
  private readonly findings: Findings = { sections: [], changes: [], changeCount: 0, imageCount: 0, chunkCount: 0 };
  private readonly report: WordReport = {
    kind: 'document',
    format: 'word',
    parser: 'filemill',
    metadata: {},
    paragraphs: [],
    headings: [],
    tables: [],
    sections: [],
    headers: [],
    footers: [],
    footnotes: [],
    endnotes: [],
    comments: [],
    changes: this.findings.changes,
    imageCount: 0,
    statistics: { characters: 0, words: 0, paragraphs: 0, tables: 0, headings: 0 },
  };

  constructor(
    private readonly word: WordPackage,
    private readonly context: Context,
  ) {}

  async read(): Promise<Reading> {
    const { report, findings, keeper } = this;
    const fonts = await this.readPart(readThemeFonts, new Map<string, string>(), 'theme');
    const styles = await this.orWarn(() => readStyleSheet(this.word, fonts), Styles.builtIn());
    const story = new StoryReader(fonts, findings, this.budget);
    await this.readBody(story, styles);
    report.sections = findings.sections.map((section) => section.report);
    await this.readAround(story);
    await this.readMetadata();
    report.imageCount = findings.imageCount;
    report.statistics.characters = this.counter.characterCount;
    report.statistics.words = this.counter.wordCount;
    const { parts } = this.word;
    const warnings = [
      ...(await this.orWarn(() => outsideWarnings(parts), [])),
      ...changesWarnings(findings.changeCount),
      ...unusedWarnings(parts, findings.chunkCount),
      ...this.damages,
      ...this.budget.warnings,
      ...keeper.warnings,
    ];
    return { report, text: keeper.text, warnings, artifacts: [] };
  }

  private async readBody(story: StoryReader, styles: Styles): Promise<void> {
    const { parts, mainPart } = this.word;
    const xml = await readXml(parts, mainPart);
    xml.enter();
    const root = xml.name;
    if (root !== 'w:document') throw new XmlFault(mainPart, 1, `it begins with <${root}> instead of <w:document>`);
    while (xml.enter()) {
      if (xml.name !== 'w:body') xml.skip();
      else story.readBlocks(xml, (block) => this.takeBlock(block, styles));
    }
  }

  private takeBlock(block: WordBlock, styles: Styles): void {
    const { report, budget } = this;
    this.addText(blockText(block));
    if (block.kind === 'table') {
      report.statistics.tables += 1;
      reportTable(block, report.tables, budget);
      return;
    }
    const text = textOf(block);
    if (text.trim() === '') return;
    if (report.statistics.paragraphs > 0) this.counter.add(' ');
    this.counter.add(text);
    report.statistics.paragraphs += 1;
    const isListed = budget.take(2 * text.length + PARAGRAPH_UNITS + RUN_UNITS * block.runs.length);
    if (isListed) report.paragraphs.push(reportParagraph(block, text, styles));
    const level = styles.paragraph(block.styleId)?.headingLevel ?? null;
    if (level === null) return;
    report.statistics.headings += 1;
    if (isListed) report.headings.push({ level, text });
  }

  /** Headers, footers, notes and comments; a part that several sections share once. */
  private async readAround(story: StoryReader): Promise<void> {
    const { report, findings } = this;
    report.headers = this.listNotes(await this.readStories(findings.sections.flatMap(({ headerIds }) => headerIds), story));
    report.footers = this.listNotes(await this.readStories(findings.sections.flatMap(({ footerIds }) => footerIds), story));
    report.footnotes = this.listNotes(await this.readPart((xml) => readNotes(xml, story), [], 'footnotes'));
    report.endnotes = this.listNotes(await this.readPart((xml) => readNotes(xml, story), [], 'endnotes'));
    const comments = await this.readPart((xml) => readComments(xml, story), [], 'comments');
    this.startTextPart();
    for (const comment of comments) {
      this.addText(comment.text);
      if (this.budget.take(comment.text.length + comment.author.length + NOTE_UNITS)) report.comments.push(comment);
    }
  }

  /** The text of each part that these relations lead to. */
  private async readStories(relationIds: string[], story: StoryReader): Promise<string[]> {
    const { relations, parts } = this.word;
    const texts: string[] = [];
    for (const part of partsAt(relations, relationIds)) {
      const text = await this.orWarn(async () => readStory(await readXml(parts, part), story), '');
      if (text !== '') texts.push(text);
    }
    return texts;
  }

  /** Adds notes to the text, and gives those that there is room to list. */
  private listNotes(notes: string[]): string[] {
    this.startTextPart();
    for (const note of notes) this.addText(note);
    return notes.filter((note) => this.budget.take(note.length + NOTE_UNITS));
  }

  private async readMetadata(): Promise<void> {
    const { metadata } = this.report;
    for (const type of ['core-properties', 'extended-properties', 'extendedProperties']) {
      await this.readPart((xml) => readProperties(xml, metadata), undefined, type, this.word.fileRelations);
    }
  }

  private addText(text: string): void {
    if (text === '') return;
    this.keeper.add(`${this.gap}${text}\n`);
    this.gap = '';
    this.hasText = true;
  }

  /** A blank line parts the text that follows from what stands before it. */
  private startTextPart(): void {
    if (this.hasText) this.gap = '\n';
  }

  /** Reads the part that a relation of this type leads to; `otherwise` where there is none. */
  private async readPart<T>(read: (xml: XmlReader) => T, otherwise: T, type: string, relations = this.word.relations): Promise<T> {
    throwIfCancelled(this.context.signal);
    const { parts } = this.word;
    const part = relatedPart(parts, relations, type);
    return part === null ? otherwise : this.orWarn(async () => read(await readXml(parts, part)), otherwise);
  }

  /** Damage in one part costs that part only. */
  private async orWarn<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      const isDamage = thrown instanceof XmlFault || (thrown instanceof FilemillError && thrown.code === 'file.damaged');
      if (!isDamage) throw thrown;
      const why = thrown instanceof XmlFault ? thrown.message : (thrown.details ?? thrown.message);
      this.damages.push(t('A part of the document is damaged and was left out: {why}', { why }));
      return otherwise;
    }
  }
}

function invalid(fault: XmlFault): FilemillError {
  return new FilemillError('file.invalid', t('The document is not what a Word file should be, and can\'t be read.'), {
    hint: t('Get the file again from where it came from, or open and repair it in Word.'),
    details: `${fault.part}${fault.line === null ? '' : `, line ${fault.line}`}: ${fault.what}`,
    cause: fault,
  });
}
