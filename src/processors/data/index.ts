import type { Processor } from '../kit/processor';
import { readCsv } from './csv/read-csv';
import { readJson } from './json/read-json';
import { readJsonLines } from './json/read-json-lines';

export const processor: Processor = {
  async read(file, { mime }, context) {
    switch (mime) {
      case 'text/csv':
      case 'text/tab-separated-values':
        return readCsv(file, mime, context);
      case 'application/json':
        return readJson(file, context);
      case 'application/x-ndjson':
        return readJsonLines(file, context);
      default:
        return (await import('./xlsx/read-xlsx')).readXlsx(file, context);
    }
  },
};
