import { FilemillError } from '../../../shared/errors/filemill-error';

/** What an engine threw on opening a document, as a failure of the file. */
export function toPdfFailure(thrown: unknown): FilemillError {
  if (thrown instanceof FilemillError) return thrown;
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: String(thrown) };
  return name === 'PasswordException' ? lockedPdf(thrown) : damagedPdf(message, thrown);
}

export function lockedPdf(cause?: unknown): FilemillError {
  return new FilemillError('file.needsPassword', 'This PDF is locked with a password that Filemill does not know.', {
    hint: 'Enter its password in Filemill, or save it without one and put it here again.',
    cause,
  });
}

export function damagedPdf(reason: string, cause?: unknown): FilemillError {
  return new FilemillError('file.damaged', 'The PDF is damaged: no page of it can be read.', {
    hint: 'Get the file again from where it came from.',
    details: reason,
    cause,
  });
}

export function noSuchPage(page: number): FilemillError {
  return new FilemillError('artifact.none', `The document has no page ${page}.`, { hint: 'Choose another page.' });
}
