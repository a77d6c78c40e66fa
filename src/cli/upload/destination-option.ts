import { resolve } from 'node:path';
import { destinationNamed, readDestination, type Destination } from '../../engine/upload/uploads';
import { FilemillError } from '../../shared/errors/filemill-error';
import { oneOf } from '../choices';

export const UPLOAD_OPTIONS = {
  destination: { type: 'string' },
  bucket: { type: 'string' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
  'path-style': { type: 'boolean' },
  certificates: { type: 'string' },
  prefix: { type: 'string' },
  base: { type: 'string' },
  encrypt: { type: 'string' },
  'kms-key': { type: 'string' },
  source: { type: 'string' },
  meta: { type: 'string', multiple: true },
  limit: { type: 'string' },
  'delete-after': { type: 'boolean' },
  test: { type: 'boolean' },
} as const;

export interface UploadValues {
  destination?: string;
  bucket?: string;
  endpoint?: string;
  region?: string;
  'path-style'?: boolean;
  certificates?: string;
  prefix?: string;
  base?: string;
  encrypt?: string;
  'kms-key'?: string;
  source?: string;
  meta?: string[];
  limit?: string;
  'delete-after'?: boolean;
  test?: boolean;
}

/**
 * A destination of the data folder, or one in options; options change what the first one says.
 *
 * @throws FilemillError `usage.invalid` or `settings.invalid`
 */
export function destinationOf(values: UploadValues, dataFolder: string): Destination {
  if ((values.destination === undefined) === (values.bucket === undefined)) {
    throw new FilemillError('usage.invalid', 'Where is it to be uploaded to?', { hint: 'Give --destination NAME, or --bucket B with --endpoint URL.' });
  }
  const given = values.destination === undefined ? { bucket: values.bucket } : destinationNamed(dataFolder, values.destination);
  const { endpoint, region, prefix, certificates, source } = values;
  return readDestination({
    ...given,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(values['path-style'] === undefined ? {} : { pathStyle: values['path-style'] }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(certificates === undefined ? {} : { certificates: resolve(certificates) }),
    ...(source === undefined ? {} : { sourceSystem: source }),
    ...(values.encrypt === undefined ? {} : { encryption: encryptionOf(values.encrypt, values['kms-key']) }),
  });
}

/** What is to be said of whose keys are used; null where nothing surprises. */
export function noteOnKeys({ credentials }: Pick<Destination, 'credentials'>): string | null {
  if (credentials === 'chain') return null;
  return 'The keys typed in for this destination lie in the system’s key store, which only the window opens; those of the environment are used (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY or a profile).';
}

function encryptionOf(given: string, keyId: string | undefined): Destination['encryption'] {
  const kind = oneOf('encrypt', ['none', 's3', 'kms'] as const, given);
  return kind === 'kms' ? { kind, keyId: keyId ?? null } : { kind };
}

/** `KEY=VALUE` each. */
export function metadataOf(given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new FilemillError('usage.invalid', `--meta ${pair} has no value.`, { hint: 'Write it like --meta department=sales.' });
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

const UNITS = { '': 1, k: 1e3, M: 1e6, G: 1e9 } as const;

/** `500k`, `2M`: bytes a second; null where nothing is given. */
export function limitOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const [, digits, unit] = /^(\d+(?:\.\d+)?)([kMG]?)$/.exec(given) ?? [];
  const bytes = Number(digits) * UNITS[(unit ?? '') as keyof typeof UNITS];
  if (bytes > 0) return bytes;
  throw new FilemillError('usage.invalid', `--limit ${given} is no rate.`, { hint: 'Write it like 500k or 2M: bytes a second.' });
}
