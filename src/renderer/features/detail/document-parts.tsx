import type { ReactNode } from 'react';
import type { OcrReport, PdfReport, WordReport } from '../../../shared/model/report';
import { formatTook } from '../../format/duration';
import { formatCount } from '../../format/number';
import { formatSize } from '../../format/size';
import { formatMoment } from '../../format/time';
import { DataTable } from './data-table';
import { OutlineList } from './outline-list';
import { t } from '../../../shared/words/words';

const TEXT_SOURCES = { text: t('Its own'), ocr: 'OCR', none: t('None@@text') } as const;
const SECTION_STARTS = {
  continuous: t('On the same page'),
  newColumn: t('In a new column'),
  newPage: t('On a new page'),
  evenPage: t('On an even page'),
  oddPage: t('On an odd page'),
} as const;

export function PdfParts({ report }: { report: PdfReport }): ReactNode {
  return (
    <>
      <OutlineList entries={report.outline} />
      {report.attachments.length > 0 ? (
        <DataTable
          title={t('Attachments, not opened')}
          columns={[t('Name'), t('Size'), t('Description')]}
          rows={report.attachments.map(({ name, size, description }) => [name, formatSize(size), description ?? ''])}
        />
      ) : null}
      <DataTable
        title={t('Pages')}
        columns={[t('Page'), t('Characters'), t('Size in points'), t('Text')]}
        rows={report.pages.map((page) => [
          formatCount(page.page),
          formatCount(page.charCount),
          `${Math.round(page.width)} × ${Math.round(page.height)}`,
          TEXT_SOURCES[page.textSource],
        ])}
      />
    </>
  );
}

export function WordParts({ report }: { report: WordReport }): ReactNode {
  const lists: [title: string, texts: readonly string[]][] = [
    [t('Headers'), report.headers],
    [t('Footers'), report.footers],
    [t('Footnotes'), report.footnotes],
    [t('Endnotes'), report.endnotes],
  ];
  return (
    <>
      <OutlineList entries={report.headings.map(({ text, level }) => ({ title: text, level, page: null }))} />
      <DataTable
        title={t('Sections')}
        columns={[t('Section'), t('Begins'), t('Orientation'), t('Page in points')]}
        rows={report.sections.map(({ startType, orientation, pageWidth, pageHeight }, index) => [
          formatCount(index + 1),
          SECTION_STARTS[startType],
          orientation === 'portrait' ? t('Portrait') : t('Landscape'),
          pageWidth === null || pageHeight === null ? '' : `${Math.round(pageWidth)} × ${Math.round(pageHeight)}`,
        ])}
      />
      {lists.map(([title, texts]) =>
        texts.length > 0 ? <DataTable key={title} title={title} columns={[]} rows={texts.map((text) => [text])} /> : null,
      )}
      {report.comments.length > 0 ? (
        <DataTable
          title={t('Comments')}
          columns={[t('By'), t('When'), t('Comment')]}
          rows={report.comments.map(({ author, date, text }) => [author, momentOf(date), text])}
        />
      ) : null}
      {report.changes.length > 0 ? (
        <DataTable
          title={t('Tracked changes')}
          columns={[t('Change@@noun'), t('By'), t('When'), t('Text')]}
          rows={report.changes.map(({ type, author, date, text }) => [
            type === 'insertion' ? t('Inserted') : t('Deleted'),
            author,
            momentOf(date),
            text,
          ])}
        />
      ) : null}
    </>
  );
}

export function OcrPages({ report }: { report: OcrReport }): ReactNode {
  return (
    <DataTable
      title={t('Pages read by OCR')}
      columns={[t('Page'), t('Sure'), t('Words'), t('Doubtful'), t('Done to its picture'), t('Tries'), t('Took')]}
      rows={report.pages.map((page) => [
        formatCount(page.page),
        page.skipped === null ? `${Math.round(page.confidence)} %` : '–',
        formatCount(page.words),
        formatCount(page.doubtfulWords),
        page.skipped ?? page.preprocessing.join(', '),
        formatCount(page.attempts.length),
        formatTook(page.durationMs),
      ])}
    />
  );
}

function momentOf(date: string | null): string {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? (date ?? '') : formatMoment(at);
}
