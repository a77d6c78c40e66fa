import { FilemillError } from '../../../shared/errors/filemill-error';
import { t, words } from '../../../shared/words/words';

const DAMAGED_HINT = words('Ask for the archive again, or copy it again from where it came.');

/** Part of an archive can't be what it should be. */
export function damaged(message: string, details?: string): FilemillError {
  return new FilemillError('file.damaged', message, { hint: t(DAMAGED_HINT), ...(details === undefined ? {} : { details }) });
}

/** A failure of the content, not of the reading. */
export function isDamage(thrown: unknown): thrown is FilemillError {
  return thrown instanceof FilemillError && thrown.code === 'file.damaged';
}

/** The archive says two different things about one entry: programs would unpack different files from it. */
export function contradiction(what: string): FilemillError {
  return new FilemillError('file.unsafe', t('The archive contradicts itself about this entry: {what}.', { what }), {
    hint: t('Such archives are made by mistake or to deceive. Ask the sender for a new one.'),
  });
}

/** @param tried how many passwords were tried */
export function needsPassword(tried: number): FilemillError {
  const message =
    tried === 0 ? t('It is encrypted and needs a password.') : t('It is encrypted, and none of the known passwords opens it.');
  return new FilemillError('file.needsPassword', message, { hint: t('Add its password, then retry.') });
}

export function unknownMethod(method: string): FilemillError {
  return new FilemillError('file.tooComplex', t('It is packed by {method}, which Filemill can’t unpack.', { method }), {
    hint: t('Unpack it with the program that made it.'),
  });
}
