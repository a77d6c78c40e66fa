import { FilemillError } from '../../shared/errors/filemill-error';
import { t } from '../../shared/words/words';

/** What people call such a file, and the program they made it with. */
export interface OfficeFormat {
  readonly noun: 'workbook' | 'document';
  readonly program: string;
}

export const WORKBOOK: OfficeFormat = { noun: 'workbook', program: 'Excel' };
export const WORD_DOCUMENT: OfficeFormat = { noun: 'document', program: 'Word' };

export function damaged({ noun, program }: OfficeFormat, reason: unknown): FilemillError {
  const details = reason instanceof Error ? reason.message : String(reason);
  return new FilemillError('file.damaged', t('The {noun, select, workbook {workbook} other {document}} is damaged: its parts can’t be unpacked.', { noun }), {
    hint: t('Get the file again from where it came from, or open and repair it in {program}.', { program }),
    details,
    cause: reason,
  });
}

export function tooComplex({ noun, program }: OfficeFormat, details: string): FilemillError {
  return new FilemillError('file.tooComplex', t('The {noun, select, workbook {workbook} other {document}} is far larger inside than outside, and was not unpacked.', { noun }), {
    hint: t('If you trust it, open it in {program} and save it in parts.', { program }),
    details,
  });
}

export function tooDeep({ noun, program }: OfficeFormat, details: string): FilemillError {
  return new FilemillError('file.tooComplex', t('The {noun, select, workbook {workbook} other {document}} is built in a way that no program writes, and was not read on.', { noun }), {
    hint: t('If you trust it, open it in {program} and save it again.', { program }),
    details,
  });
}

export function locked({ noun, program }: OfficeFormat): FilemillError {
  return new FilemillError('file.needsPassword', t('This {noun, select, workbook {workbook} other {document}} is locked with a password.', { noun }), {
    hint: t('Remove the password in {program} and save the file again.', { program }),
  });
}
