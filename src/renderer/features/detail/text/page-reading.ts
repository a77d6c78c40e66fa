import type { OcrPageFacts } from '../../../../shared/model/page-layout';
import type { OcrReport } from '../../../../shared/model/report';
import { formatTook } from '../../../format/duration';
import { languageName } from '../../../format/language-name';
import { sureWords } from '../../../format/sure-words';
import type { Fact } from '../../../parts/fact-list';
import { t } from '../../../../shared/words/words';

type Attempt = OcrPageFacts['attempts'][number];

/** "94 % sure"; of one page among several "This page 94 % sure", for the file as a whole has a figure of its own. */
export function sureness({ confidence, skipped }: OcrPageFacts, pageCount: number): string {
  if (skipped !== null) return t('Nothing read');
  return pageCount > 1 ? t('This page {sure}', { sure: sureWords(confidence) }) : sureWords(confidence);
}

const steps = (preprocessing: readonly string[], none: string): string => (preprocessing.length > 0 ? preprocessing.join(', ') : none);

/** Which of the attempts is the one that was kept. */
function keptAttempt({ attempts, confidence, preprocessing }: OcrPageFacts): Attempt | undefined {
  const same = attempts.filter((attempt) => attempt.preprocessing.join('\n') === preprocessing.join('\n'));
  return same.find((attempt) => attempt.confidence === confidence) ?? same.at(-1);
}

/** One line for each attempt, the kept one named; nothing when there was only one. */
export function attemptLines(page: OcrPageFacts): string[] {
  if (page.attempts.length < 2) return [];
  const kept = keptAttempt(page);
  return page.attempts.map((attempt) => {
    const { preprocessing, confidence, words } = attempt;
    const way = steps(preprocessing, t('As it is'));
    const found = [`${Math.round(confidence)} %`, t('{words, plural, one {# word} other {# words}}', { words }), ...missedOf(attempt)].join(', ');
    return attempt === kept ? t('{way}: {found} (kept)', { way, found }) : `${way}: ${found}`;
  });
}

/** "8 % of the lines missed"; nothing where next to none were. */
function missedOf({ missedLines = 0 }: Attempt): string[] {
  const percent = Math.round(missedLines * 100);
  return percent > 0 ? [t('{percent} % of the lines missed', { percent })] : [];
}

/** How one page was read, as names and values. */
export function pageReading({ engine, languages }: OcrReport, page: OcrPageFacts): Fact[] {
  return [
    [t('Sure'), page.skipped === null ? `${Math.round(page.confidence)} %` : ''],
    [t('Not read'), page.skipped ?? ''],
    [t('Words'), page.skipped === null ? t('{words, plural, one {# word} other {# words}}, {doubtful, number} doubtful', { words: page.words, doubtful: page.doubtfulWords }) : ''],
    [t('Read by'), engine],
    [t('Languages'), languages.map(languageName).join(', ')],
    [t('Done to the page'), steps(page.preprocessing, t('Nothing'))],
    [t('Tried'), page.attempts.length > 1 ? t('{count, number} ways, the best was kept', { count: page.attempts.length }) : ''],
    [t('Took'), formatTook(page.durationMs)],
  ];
}
