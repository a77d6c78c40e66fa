import { FilemillError } from '../../../shared/errors/filemill-error';
import { t } from '../../../shared/words/words';

/** What an engine threw on opening a document, as a failure of the file. */
export function toPdfFailure(thrown: unknown): FilemillError {
  if (thrown instanceof FilemillError) return thrown;
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: String(thrown) };
  return name === 'PasswordException' ? lockedPdf(thrown) : damagedPdf(message, thrown);
}

export function lockedPdf(cause?: unknown): FilemillError {
  return new FilemillError('file.needsPassword', t('This PDF is locked with a password that Filemill does not know.'), {
    hint: t('Enter its password in Filemill, or save it without one and put it here again.'),
    cause,
  });
}

export function damagedPdf(reason: string, cause?: unknown): FilemillError {
  return new FilemillError('file.damaged', t('The PDF is damaged: no page of it can be read.'), {
    hint: t('Get the file again from where it came from.'),
    details: reason,
    cause,
  });
}

export function noSuchPage(page: number): FilemillError {
  return new FilemillError('artifact.none', t('The document has no page {page}.', { page }), { hint: t('Choose another page.') });
}
