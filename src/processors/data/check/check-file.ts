import type { FileProblem, WorkerApi } from '../../../shared/contract/worker-api';
import type { HandlerInput } from '../../../shared/rpc/define-api';
import type { OpenFile } from '../../kit/open-file';
import { checkXml } from '../../office-kit/check-xml';
import { checkCsv } from './check-csv';
import { checkJson } from './check-json';

/** What is wrong with the file as a document of its kind; nothing when it is as it should be. */
export function checkFile(file: OpenFile, { check }: HandlerInput<WorkerApi, 'file.check'>, signal: AbortSignal): Promise<FileProblem[]> {
  switch (check.as) {
    case 'xml':
      return checkXml(file, signal);
    case 'csv':
      return checkCsv(file, check.columns, signal);
    case 'json':
      return checkJson(file, check.schema, signal);
  }
}
