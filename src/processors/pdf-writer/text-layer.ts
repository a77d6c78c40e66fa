import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFDocument, type PDFPage, type PDFRef } from '@cantoo/pdf-lib';
import type { LayoutLine } from '../../shared/model/page-layout';
import { InvisibleFont } from './invisible-font';
import type { ShownPage } from './place-word';
import { textOperators } from './text-operators';

const FONT_NAME = 'FilemillInvisible';

/** Invisible text over the pages of a document; what the pages show stays as it is. */
export class TextLayer {
  private readonly font = new InvisibleFont();
  private readonly reference: PDFRef;

  constructor(private readonly document: PDFDocument) {
    this.reference = document.context.nextRef();
  }

  /** Boxes in points of the page as shown. */
  add(page: PDFPage, lines: readonly LayoutLine[]): void {
    const { context } = this.document;
    const operators = textOperators(lines, shownPage(page), { font: this.font, fontName: FONT_NAME });
    const own = context.register(context.flateStream(operators));
    this.addFont(page);
    // First, because what comes before it on the page may have moved everything.
    const before = page.node.get(PDFName.of('Contents'));
    const contents = context.lookup(before);
    const others = contents instanceof PDFArray ? contents.asArray() : before ? [before] : [];
    page.node.set(PDFName.of('Contents'), context.obj([own, ...others]));
  }

  /** After the last page. */
  finish(): void {
    this.font.embed(this.document, this.reference);
  }

  /** The page gets resources of its own: the ones it has may be those of other pages too. */
  private addFont({ node }: PDFPage): void {
    const resources = copyOf(node.Resources(), this.document);
    const fonts = copyOf(resources.lookupMaybe(PDFName.of('Font'), PDFDict), this.document);
    fonts.set(PDFName.of(FONT_NAME), this.reference);
    resources.set(PDFName.of('Font'), fonts);
    node.set(PDFName.of('Resources'), resources);
  }
}

function copyOf(dictionary: PDFDict | undefined, { context }: PDFDocument): PDFDict {
  const copy = context.obj({});
  for (const [key, value] of dictionary?.entries() ?? []) copy.set(key, value);
  return copy;
}

/** What viewers show: the crop box as far as it lies within the media box. */
function shownPage(page: PDFPage): ShownPage {
  const [media, crop] = [page.getMediaBox(), page.getCropBox()];
  const left = Math.max(media.x, crop.x);
  const bottom = Math.max(media.y, crop.y);
  const right = Math.min(media.x + media.width, crop.x + crop.width);
  const top = Math.min(media.y + media.height, crop.y + crop.height);
  const isCropped = right > left && top > bottom;
  const box = isCropped ? { left, bottom, right, top } : boxOf(media);
  const quarters = (((Math.round(page.getRotation().angle / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
  const unit = page.node.lookup(PDFName.of('UserUnit'));
  return { ...box, rotation: ([0, 90, 180, 270] as const)[quarters], unit: unit instanceof PDFNumber && unit.asNumber() > 0 ? unit.asNumber() : 1 };
}

function boxOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Pick<ShownPage, 'left' | 'bottom' | 'right' | 'top'> {
  return { left: x, bottom: y, right: x + width, top: y + height };
}
