import type { Box, LayoutLine, LayoutWord, PageLayout } from '../shared/model/page-layout';
import type { OcrReport } from '../shared/model/report';

/** What OCR read, as the command line prints it: pages, their blocks, and the words of these. */
export function ocrJson(ocr: OcrReport, layouts: readonly PageLayout[], texts: ReadonlyMap<number, string>): Record<string, unknown> {
  const byPage = new Map(layouts.map((layout) => [layout.page, layout]));
  const pages = ocr.pages.map((facts) => ({
    ...facts,
    text: texts.get(facts.page) ?? '',
    blocks: blocksOf(byPage.get(facts.page)?.lines ?? []),
  }));
  return { ...ocr, text: pages.map(({ text }) => text).join('\n\n'), pages };
}

function blocksOf(lines: readonly LayoutLine[]): Record<string, unknown>[] {
  const blocks = new Map<number, LayoutLine[]>();
  for (const line of lines) blocks.set(line.block, [...(blocks.get(line.block) ?? []), line]);
  return [...blocks.values()].map((members) => {
    const words = members.flatMap((line) => line.words);
    return {
      text: members.map((line) => line.words.map(({ text }) => text).join(' ')).join('\n'),
      confidence: mean(words),
      box: around(words.map(({ box }) => box)),
      words,
    };
  });
}

function mean(words: readonly LayoutWord[]): number {
  const total = words.reduce((sum, { confidence }) => sum + (confidence ?? 0), 0);
  return words.length === 0 ? 0 : Math.round((total / words.length) * 100) / 100;
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
