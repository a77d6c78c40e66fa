import type { WordReport } from '../../../shared/model/report';
import type { OpenFile } from '../../kit/open-file';
import type { Context, Reading } from '../../kit/processor';
import { TextCounter } from '../../kit/text-counter';
import { TextKeeper } from '../../kit/text-keeper';
import { WORD_DOCUMENT } from '../../office-kit/office-format';
import { ZipParts } from '../../office-kit/zip-parts';
import { alignmentOf } from '../word/alignment';
import { cutName } from '../word/cut-name';
import { ListBudget } from '../word/list-budget';
import { convertDocument } from '../word/preview/convert-document';
import type { MammothElement } from '../word/preview/mammoth-elements';
import { MammothFile } from '../word/preview/mammoth-file';
import { readMammothTable, rowsOfText, textIn } from './read-mammoth-table';
import { t } from '../../../shared/words/words';

const OPTIONS = { showsChanges: false, pictureBytes: 64e6, xmlUnits: 10e6 };
const HEADING = /^heading ([1-9])$/i;

/**
 * A Word document by mammoth: what its paragraphs, runs and tables say of themselves, without what styles give them.
 * Throws CannotRead, and what unpacking throws.
 */
export async function readByMammoth(file: OpenFile, context: Context): Promise<Reading> {
  const parts = await ZipParts.open(file, WORD_DOCUMENT, context.signal);
  try {
    let root: MammothElement = { type: 'document' };
    const mammothFile = new MammothFile(parts, OPTIONS);
    await convertDocument(mammothFile, {
      styleMap: [],
      addressOf: async () => '',
      transform(document) {
        root = { ...document };
        document.children = [];
      },
    });
    const reading = readTree(root);
    if (mammothFile.isCut) reading.warnings.push(t('The document is so long that only its beginning was read.'));
    return reading;
  } finally {
    parts.close();
  }
}

function readTree(root: MammothElement): Reading {
  const keeper = new TextKeeper();
  const budget = new ListBudget();
  const counter = new TextCounter();
  const paragraphs: WordReport['paragraphs'] = [];
  const headings: WordReport['headings'] = [];
  const tables: WordReport['tables'] = [];
  let tableCount = 0;
  for (const block of root.children ?? []) {
    if (block.type === 'table') {
      keeper.add(rowsOfText(block));
      tableCount += 1;
      const table = readMammothTable(block, tables.length, budget);
      if (table) tables.push(table);
    }
    const text = textIn(block);
    if (block.type !== 'paragraph' || text.trim() === '') continue;
    keeper.add(`${text}\n`);
    if (paragraphs.length > 0) counter.add(' ');
    counter.add(text);
    paragraphs.push({ text, style: cutName(block.styleName ?? null), alignment: alignmentOf(block.alignment ?? null), runs: runsOf(block) });
    const level = HEADING.exec(block.styleName ?? '')?.[1];
    if (level) headings.push({ level: Number(level), text });
  }
  const statistics = {
    characters: counter.characterCount,
    words: counter.wordCount,
    paragraphs: paragraphs.length,
    tables: tableCount,
    headings: headings.length,
  };
  const nothing = { metadata: {}, sections: [], headers: [], footers: [], footnotes: [], endnotes: [], comments: [], changes: [] };
  return {
    report: { kind: 'document', format: 'word', parser: 'mammoth', ...nothing, paragraphs, headings, tables, imageCount: countOf(root, 'image'), statistics },
    text: keeper.text,
    warnings: [...budget.warnings, ...keeper.warnings],
    artifacts: [],
  };
}

function runsOf(element: MammothElement): WordReport['paragraphs'][number]['runs'] {
  return (element.children ?? []).flatMap((child) => {
    if (child.type !== 'run') return runsOf(child);
    const text = textIn(child);
    if (text === '') return [];
    const { isBold = false, isItalic = false, isUnderline = false, font = null, fontSize = null } = child;
    return [{ text, bold: isBold, italic: isItalic, underline: isUnderline, fontName: cutName(font), fontSize }];
  });
}

function countOf(element: MammothElement, type: string): number {
  return (element.children ?? []).reduce((sum, child) => sum + countOf(child, type), element.type === type ? 1 : 0);
}
