import type { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntryWarning } from '../../../shared/model/archive';

/** Why an entry that could not be read is left out. */
export function refusalOf({ code, message }: FilemillError): EntryWarning {
  switch (code) {
    case 'file.needsPassword':
      return { code: 'encrypted', message };
    case 'file.tooLarge':
    case 'file.tooSlow':
      return { code: 'tooLarge', message };
    case 'file.unsafe':
      return { code: 'contradiction', message };
    case 'file.tooComplex':
    case 'file.invalid':
    case 'environment.missing':
      return { code: 'unknownMethod', message };
    default:
      return { code: 'damaged', message };
  }
}
