import type { ReactNode } from 'react';
import type { Report } from '../../../shared/model/report';
import { formatCount } from '../../format/number';
import { DataTable } from './data-table';
import { HexView } from './hex-view';

/** What of a report is better seen as a table. */
export function ReportTables({ report }: { report: Report }): ReactNode {
  switch (report.kind) {
    case 'data':
      return (
        <>
          {report.errors.length > 0 ? (
            <DataTable
              title="Errors"
              columns={['Line', 'What is wrong']}
              rows={report.errors.map((error) => [error.line === null ? '–' : formatCount(error.line), error.message])}
            />
          ) : null}
          {report.sheets ? (
            <DataTable
              title="Sheets"
              columns={['Sheet', 'Rows', 'Columns']}
              rows={report.sheets.map((sheet) => [sheet.name, formatCount(sheet.rowCount), formatCount(sheet.columnCount)])}
            />
          ) : null}
          {report.sample.length > 0 ? (
            <DataTable title="First rows" columns={report.columns} rows={report.sample} />
          ) : null}
        </>
      );
    case 'document':
      return (
        <>
          {report.tables.map((table) => (
            <DataTable
              key={`${table.page}-${table.index}`}
              title={`Table on page ${formatCount(table.page)}`}
              columns={[]}
              rows={table.rows}
            />
          ))}
          <DataTable
            title="Pages"
            columns={['Page', 'Characters', 'Size in points']}
            rows={report.pages.map((page) => [
              formatCount(page.page),
              formatCount(page.charCount),
              `${Math.round(page.width)} × ${Math.round(page.height)}`,
            ])}
          />
        </>
      );
    case 'other':
      return report.headHex ? <HexView hex={report.headHex} /> : null;
    default:
      return null;
  }
}
