import type { LayoutLine, LayoutWord } from '../../../shared/model/page-layout';

/** Puts words that come one by one in reading order into lines and blocks; empty words are dropped. */
export class LineCollector {
  readonly lines: LayoutLine[] = [];
  private block = -1;
  private words: LayoutWord[] = [];
  private blockBegins = true;
  private lineBegins = true;

  beginBlock(): void {
    this.blockBegins = true;
    this.lineBegins = true;
  }

  beginLine(): void {
    this.lineBegins = true;
  }

  add(word: LayoutWord): void {
    const text = word.text.trim();
    if (text === '') return;
    if (this.blockBegins) this.block++;
    if (this.lineBegins) {
      this.words = [];
      this.lines.push({ block: this.block, words: this.words });
    }
    this.blockBegins = false;
    this.lineBegins = false;
    this.words.push({ ...word, text });
  }
}
