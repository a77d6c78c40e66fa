import { FilemillError } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import { t } from '../../shared/words/words';

/**
 * What a failed request means.
 *
 * - `transient`: the endpoint or the way to it; another try makes sense, later
 * - `damaged`: what arrived there is not what was sent
 * - `clock`: this machine's clock is wrong; the SDK has noted by how much
 * - `taken`: the key has an object already
 * - `noUpload`: the multipart upload is not there (any more)
 * - `notThere`: no such object
 * - `denied`: these credentials may not do that
 * - `notImplemented`: the server lacks something optional
 * - `final`: as `error` says
 */
export type Failure =
  | { kind: 'transient' | 'damaged' | 'clock' | 'taken' | 'noUpload' | 'notThere' | 'notImplemented' }
  | { kind: 'denied' | 'final'; error: FilemillError };

interface S3Error extends Error {
  code?: string;
  Code?: string;
  $metadata?: { httpStatusCode?: number; clockSkewCorrected?: boolean };
  $response?: { statusCode?: number; headers?: Record<string, string> };
}

const TRANSIENT = new Set(['SlowDown', 'InternalError', 'ServiceUnavailable', 'RequestTimeout', 'RequestTimeoutException', 'ThrottlingException', 'TooManyRequests', 'OperationAborted', 'ConditionalRequestConflict', 'TimeoutError', 'AbortError', 'Throttling', 'RequestLimitExceeded', 'BandwidthLimitExceeded']);
const DAMAGED = new Set(['BadDigest', 'XAmzContentSHA256Mismatch', 'IncompleteBody', 'InvalidDigest', 'XAmzContentChecksumMismatch']);
const CLOCK = new Set(['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture']);
const NETWORK = new Set(['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_CONSTANT', 'HPE_INVALID_EOF_STATE', 'ERR_HTTP_INVALID_STATUS_CODE']);
const KEYS = new Set(['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'ExpiredToken', 'InvalidToken', 'TokenRefreshRequired', 'AuthorizationHeaderMalformed', 'ExpiredTokenException']);

/** Nothing of what the server says in words goes on: it may hold anything. Its code may, as far as it is one. */
export function explainS3Error(thrown: unknown): Failure {
  if (thrown instanceof FilemillError) return { kind: 'final', error: thrown };
  const error = thrown as S3Error;
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
  const { name } = error;
  const system = systemCode(error);
  // Of an answer to HEAD there is nothing but the date.
  if (CLOCK.has(name) || error.$metadata?.clockSkewCorrected) return { kind: 'clock' };
  if (DAMAGED.has(name)) return { kind: 'damaged' };
  if (name === 'PreconditionFailed' || status === 412) return { kind: 'taken' };
  if (name === 'NoSuchUpload') return { kind: 'noUpload' };
  if (name === 'NotImplemented' || status === 501) return { kind: 'notImplemented' };
  if (TRANSIENT.has(name) || (system !== undefined && NETWORK.has(system)) || status === 429 || (status !== undefined && status >= 500)) return { kind: 'transient' };
  if (name === 'NoSuchBucket') return final('settings.invalid', t('The bucket is not there.'), t('Check its name and the endpoint.'), error);
  if (name === 'NoSuchKey' || name === 'NotFound' || status === 404) return { kind: 'notThere' };
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') return noCredentials(error);
  if (/^Region is missing$/.test(error.message)) return final('settings.invalid', t('The bucket’s region is not known.'), t('Give it: --region, or AWS_REGION.'), error);
  if (KEYS.has(name)) return final('upload.refused', t('The server does not accept the credentials.'), t('Check the key, its secret, and whether it has expired.'), error);
  if (name === 'PermanentRedirect' || name === 'TemporaryRedirect' || name === 'Redirect' || (status !== undefined && status >= 300 && status < 400)) return { kind: 'final', error: redirected(error) };
  if (name === 'InvalidBucketName') return final('settings.invalid', t('The bucket’s name is not right.'), t('Use 3 to 63 small letters, digits and hyphens.'), error);
  if (name === 'MetadataTooLarge') return final('settings.invalid', t('The server takes less metadata.'), t('Give fewer or shorter values.'), error);
  if (name === 'EntityTooLarge' || status === 413) return final('file.tooLarge', t('The server does not take objects of this size.'), t('Split the file, or use another destination.'), error);
  if (name === 'KeyTooLongError') return final('upload.refused', t('The key is too long for the server.'), t('Use a shorter prefix, or the bare name.'), error);
  if (name === 'InvalidPart' || name === 'InvalidPartOrder') return final('upload.notVerified', t('The server does not know the parts that it took.'), t('Try again.'), error);
  if (status === 403 || name === 'AccessDenied') return { kind: 'denied', error: new FilemillError('upload.refused', t('The server denies it.'), { hint: t('Check what these credentials may do with the bucket, and its object lock.'), details: codeOf(error), cause: error }) };
  if (isTls(system)) return final('upload.refused', t('The server’s certificate is not trusted.'), t('Name the file with its certificate authority, or correct the endpoint.'), error);
  if (status !== undefined || /deserial|parse|xml/i.test(error.message)) return final('upload.refused', status === undefined ? t('The server refuses it.') : t('The server refuses it ({status}).', { status: String(status) }), t('Check that the endpoint is an S3 server, and its settings.'), error);
  // A mistake of ours: it keeps its stack.
  throw thrown;
}

function final(code: 'settings.invalid' | 'upload.refused' | 'upload.notVerified' | 'file.tooLarge', message: string, hint: string, cause: S3Error): Failure {
  return { kind: 'final', error: new FilemillError(code, message, { hint, details: codeOf(cause), cause }) };
}

/** Of the SDK's sentence only what it is about: it may quote what a program has printed. */
function noCredentials(error: S3Error): Failure {
  const profile = displayName(process.env.AWS_PROFILE ?? '');
  if (/\bsso\b/i.test(error.message)) return final('settings.invalid', t('You are not signed in to AWS, or no longer.'), profile === '' ? t('Sign in with “aws sso login”, then try again.') : t('Sign in with “aws sso login --profile {profile}”, then try again.', { profile }), error);
  if (profile === '') return final('settings.invalid', t('There are no credentials for S3.'), t('Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.'), error);
  return final('settings.invalid', t('The AWS profile “{profile}” gives no credentials.', { profile }), t('Check its name, its keys and its credential_process in the AWS configuration.'), error);
}

function redirected(error: S3Error): FilemillError {
  const region = error.$response?.headers?.['x-amz-bucket-region'];
  const known = region !== undefined && /^[\w-]{1,40}$/.test(region);
  return new FilemillError('upload.refused', known ? t('The bucket lies in the region {region}.', { region }) : t('The server sends the request elsewhere.'), {
    hint: known ? t('Give that region.') : t('Check the endpoint and the region. Redirects are not followed.'),
    details: codeOf(error),
    cause: error,
  });
}

/** A wrapped error hides that of the system. */
function systemCode(error: S3Error): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

const isTls = (code: string | undefined): boolean => code !== undefined && /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_)/.test(code);

const codeOf = (error: S3Error): string | undefined => (/^\w{1,64}$/.test(error.name) ? error.name : undefined);
