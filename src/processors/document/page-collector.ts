import type { PageToRecognise } from '../../shared/contract/worker-api';
import type { PdfReport } from '../../shared/model/report';
import { TextCounter } from '../kit/text-counter';
import { TextKeeper } from '../kit/text-keeper';

interface CollectedPage {
  readonly text: string;
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** Why only OCR can give the page's text; null where there is no need for it. */
  readonly recognise: PageToRecognise['reason'] | null;
}

/** Pages one after the other, as a report counts and keeps them. */
export class PageCollector {
  readonly pages: PdfReport['pages'] = [];
  readonly pagesToRecognise: PageToRecognise[] = [];
  private readonly keeper = new TextKeeper();
  private readonly total = new TextCounter();
  private characters = 0;

  add({ text, width, height, recognise }: CollectedPage): void {
    const page = this.pages.length + 1;
    if (page > 1) this.keeper.add('\f');
    const counter = new TextCounter();
    counter.add(text);
    this.total.add(`${text}\n`);
    this.keeper.add(text);
    this.characters += counter.characterCount;
    const textSource = counter.characterCount > 0 ? 'text' : 'none';
    this.pages.push({ page, charCount: counter.characterCount, width, height, textSource });
    if (recognise) this.pagesToRecognise.push({ page, reason: recognise });
  }

  /** Pages separated by form feeds. */
  get text(): string {
    return this.keeper.text;
  }

  get warnings(): string[] {
    return this.keeper.warnings;
  }

  statistics(counts: { pages: number; tables: number }): PdfReport['statistics'] {
    const { characters, total } = this;
    return { characters, words: total.wordCount, lines: characters === 0 ? 0 : total.lineCount, ...counts };
  }
}
