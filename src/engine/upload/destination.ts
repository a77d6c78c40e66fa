import { isIP } from 'node:net';
import { FilemillError } from '../../shared/errors/filemill-error';
import { destinationSchema, type Destination } from '../../shared/model/destination';
import { metadataKeyProblem } from './object-metadata';
import { t } from '../../shared/words/words';

export type { Destination };

/**
 * What is given, with the rest as usual.
 *
 * @throws FilemillError `settings.invalid`
 */
export function readDestination(given: unknown): Destination {
  const read = destinationSchema.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new FilemillError('settings.invalid', t('The destination is not right: {field}: {message}.', { field: issue?.path.join('.') || t('it'), message: issue?.message ?? '' }), { hint: t('Look at its settings.') });
  }
  if (read.data.endpoint !== null) checkEndpoint(read.data.endpoint);
  for (const key of Object.keys(read.data.metadata)) {
    const problem = metadataKeyProblem(key);
    if (problem) throw new FilemillError('settings.invalid', problem, { hint: t('Use small letters, digits and hyphens.') });
  }
  return read.data;
}

export const isAws = ({ endpoint }: Pick<Destination, 'endpoint'>): boolean => endpoint === null || /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);

/** Requests to it never leave this machine. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '').toLowerCase();
  return plain === 'localhost' || plain.endsWith('.localhost') || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

function checkEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new FilemillError('settings.invalid', t('The endpoint is no web address.'), { hint: t('Write it like https://s3.example.com or https://s3.example.com:9000.') });
  }
  if (url.username !== '' || url.password !== '') {
    throw new FilemillError('settings.invalid', t('The endpoint must not hold a user name or a password.'), { hint: t('Give the credentials by themselves.') });
  }
  if (url.search !== '' || url.hash !== '') throw new FilemillError('settings.invalid', t('The endpoint must end with its host, port or path.'), { hint: t('Take away what follows “?” or “#”.') });
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw notEncrypted();
}

export const notEncrypted = (): FilemillError =>
  new FilemillError('settings.invalid', t('The endpoint is not encrypted.'), { hint: t('Use https://. Plain http is for servers on this machine only.') });
