import type { OcrOptions } from '../shared/contract/worker-api';
import type { Box, OcrPageFacts, PageLayout } from '../shared/model/page-layout';
import { CannotRead } from './kit/cannot-read';
import { throwIfCancelled, type OpenFile } from './kit/open-file';
import type { Context, PageRaster, Processor, Recognised } from './kit/processor';
import { t } from '../shared/words/words';

/** OCR engines get no larger picture. */
const MAX_OCR_PIXELS = 40e6;

interface Request {
  processor: Processor;
  file: OpenFile;
  recognised: Recognised;
  page: number;
  ocr: OcrOptions;
  context: Context;
}

export interface RecognisedPage {
  engine: string;
  text: string;
  layout: PageLayout;
  facts: OcrPageFacts;
}

/** Draws one page and reads its picture; what is found comes in the page's own unit. */
export async function recognisePage({ processor, file, recognised, page, ocr, context }: Request): Promise<RecognisedPage> {
  if (!processor.raster) throw new CannotRead(t('There are no pictures in this kind of file.'));
  context.progress(t('Drawing page {page}', { page: String(page) }), null);
  const raster = await processor.raster(file, recognised, page, MAX_OCR_PIXELS, context);
  throwIfCancelled(context.signal);
  const { recogniseRaster } = await import('./ocr/recognise-raster');
  const { engine, text, lines, facts } = await recogniseRaster(raster, ocr, context);
  const toPage = scaleTo(raster);
  return {
    engine,
    text,
    facts: { ...facts, page },
    layout: {
      page,
      width: raster.pageWidth,
      height: raster.pageHeight,
      source: 'ocr',
      lines: lines.map((line) => ({ ...line, words: line.words.map((word) => ({ ...word, box: toPage(word.box) })) })),
    },
  };
}

function scaleTo({ width, height, pageWidth, pageHeight }: PageRaster): (box: Box) => Box {
  const [across, down] = [pageWidth / width, pageHeight / height];
  const round = (value: number): number => Math.round(value * 100) / 100;
  return (box) => ({
    x: round(box.x * across),
    y: round(box.y * down),
    width: round(box.width * across),
    height: round(box.height * down),
  });
}
