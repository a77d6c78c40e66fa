import type { ErrorData } from '../../shared/errors/filemill-error';

/** The same failure with what to do on the command line: hints of readers are about the window. */
export function lockedHint(error: ErrorData, passwords: readonly string[]): ErrorData {
  // Nobody comes back to it by himself here.
  if (error.code === 'file.changed') return { ...error, hint: 'Try again when nothing writes to it any more.' };
  if (error.code !== 'file.needsPassword') return error;
  const hint = passwords.length === 0 ? 'Give it: --password PASSWORD' : 'Check its capitals and spaces, and put it between quotation marks: --password \'PASSWORD\'';
  return { ...error, hint };
}
