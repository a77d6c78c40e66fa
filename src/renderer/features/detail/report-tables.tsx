import type { ReactNode } from 'react';
import type { Report } from '../../../shared/model/report';
import { formatCount } from '../../format/number';
import { DataTable } from './data-table';
import { PdfParts, WordParts } from './document-parts';
import { HexView } from './hex-view';
import { t } from '../../../shared/words/words';

/** What of a report is better seen as a table. */
export function ReportTables({ report }: { report: Report }): ReactNode {
  switch (report.kind) {
    case 'data':
      return (
        <>
          {report.errors.length > 0 ? (
            <DataTable
              title={t('Errors')}
              columns={[t('Line'), t('What is wrong')]}
              rows={report.errors.map((error) => [error.line === null ? '–' : formatCount(error.line), error.message])}
            />
          ) : null}
          {report.sheets ? (
            <DataTable
              title={t('Sheets')}
              columns={[t('Sheet'), t('Rows'), t('Columns')]}
              rows={report.sheets.map((sheet) => [sheet.name, formatCount(sheet.rowCount), formatCount(sheet.columnCount)])}
            />
          ) : null}
          {report.sample.length > 0 ? (
            <DataTable title={t('First rows')} columns={report.columns} areColumnsOfFile rows={report.sample} />
          ) : null}
        </>
      );
    case 'document':
      return report.format === 'word' ? <WordParts report={report} /> : <PdfParts report={report} />;
    case 'other':
      return report.headHex ? <HexView hex={report.headHex} /> : null;
    default:
      return null;
  }
}
