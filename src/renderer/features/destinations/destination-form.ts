import type { Destination, DestinationView, TypedKeys } from '../../../shared/model/destination';
import { t } from '../../../shared/words/words';

/** A destination as it is being written: what is empty is left to its default. */
export interface DestinationForm {
  name: string;
  endpoint: string;
  bucket: string;
  region: string;
  prefix: string;
  keyFrom: Destination['keyFrom'];
  pathStyle: 'auto' | 'path' | 'host';
  certificates: string;
  encryption: Destination['encryption']['kind'];
  kmsKey: string;
  sourceSystem: string;
  metadata: Readonly<Record<string, string>>;
  credentials: Destination['credentials'];
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  remember: boolean;
}

export const NEW_DESTINATION: DestinationForm = {
  name: '',
  endpoint: '',
  bucket: '',
  region: '',
  prefix: '',
  keyFrom: 'path',
  pathStyle: 'auto',
  certificates: '',
  encryption: 'none',
  kmsKey: '',
  sourceSystem: 'filemill',
  metadata: {},
  credentials: 'typed',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  remember: true,
};

/** Its keys are never told: they are typed in anew, or stay. */
export function formOf({ name, destination }: DestinationView): DestinationForm {
  if (!destination) return { ...NEW_DESTINATION, name };
  const { bucket, endpoint, region, prefix, keyFrom, pathStyle, certificates, encryption, sourceSystem, metadata, credentials } = destination;
  return {
    ...NEW_DESTINATION,
    name,
    bucket,
    endpoint: endpoint ?? '',
    region: region ?? '',
    prefix,
    keyFrom,
    pathStyle: pathStyle === null ? 'auto' : pathStyle ? 'path' : 'host',
    certificates: certificates ?? '',
    encryption: encryption.kind,
    kmsKey: encryption.kind === 'kms' ? (encryption.keyId ?? '') : '',
    sourceSystem,
    metadata,
    credentials,
  };
}

const orNull = (text: string): string | null => text.trim() || null;

export function destinationOf(form: DestinationForm): Destination {
  const { bucket, endpoint, region, prefix, keyFrom, pathStyle, certificates, encryption, kmsKey, sourceSystem, metadata, credentials } = form;
  return {
    bucket: bucket.trim(),
    endpoint: orNull(endpoint),
    region: orNull(region),
    prefix: prefix.trim(),
    keyFrom,
    pathStyle: pathStyle === 'auto' ? null : pathStyle === 'path',
    certificates: orNull(certificates),
    encryption: encryption === 'kms' ? { kind: 'kms', keyId: orNull(kmsKey) } : { kind: encryption },
    sourceSystem: sourceSystem.trim() || 'filemill',
    metadata,
    credentials,
  };
}

/** What was typed in; undefined where nothing was. */
export function keysOf({ credentials, accessKeyId, secretAccessKey, sessionToken }: DestinationForm): TypedKeys | undefined {
  if (credentials !== 'typed' || accessKeyId.trim() === '' || secretAccessKey.trim() === '') return undefined;
  const token = sessionToken.trim();
  return { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim(), ...(token === '' ? {} : { sessionToken: token }) };
}

/** Why it can't be saved yet; null when it can. */
export function whatIsMissing(form: DestinationForm, hasKeys: boolean): string | null {
  if (form.name.trim() === '') return t('It needs a name: rules call it by that.');
  if (form.bucket.trim() === '') return t('It needs a bucket.');
  if (form.credentials === 'typed' && !hasKeys && keysOf(form) === undefined) return t('It needs a key and its secret.');
  return null;
}
