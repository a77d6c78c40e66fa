import { PDFDocument } from '@cantoo/pdf-lib';
import type { LayoutLine, PageLayout } from '../../shared/model/page-layout';
import { TextLayer } from './text-layer';

const POINTS_PER_INCH = 72;

export interface Picture {
  readonly bytes: Uint8Array;
  readonly format: 'jpeg' | 'png';
  /** Dots per inch. */
  readonly dpi: number;
  readonly layout: PageLayout;
}

/** A PDF of one page for each picture, with the words of its layout, whose boxes are pixels, as invisible text. */
export async function searchablePictures(pictures: readonly Picture[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const layer = new TextLayer(document);
  for (const { bytes, format, dpi, layout } of pictures) {
    const image = await (format === 'jpeg' ? document.embedJpg(bytes) : document.embedPng(bytes));
    const points = POINTS_PER_INCH / dpi;
    const size = { width: layout.width * points, height: layout.height * points };
    const page = document.addPage([size.width, size.height]);
    page.drawImage(image, { x: 0, y: 0, ...size });
    layer.add(page, layout.lines.map((line) => scaled(line, points)));
  }
  layer.finish();
  return document.save();
}

function scaled(line: LayoutLine, factor: number): LayoutLine {
  return {
    ...line,
    words: line.words.map(({ box, ...word }) => ({
      ...word,
      box: { x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor },
    })),
  };
}
