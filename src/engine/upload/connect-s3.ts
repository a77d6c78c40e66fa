import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Transform } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { FilemillError } from '../../shared/errors/filemill-error';
import { isAws, isLoopback, notEncrypted, type Destination } from './destination';
import { t } from '../../shared/words/words';

/** As typed in, from the key store of the system; never written anywhere by this part. */
export interface S3Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Answers other than an object's bytes: a listing of a thousand parts is a third of it. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const CONNECT_MS = 10_000;
const MAX_SOCKETS = 16;

/**
 * A client for a destination. Tries each request once (`Requests` repeats them), follows no redirect, sends nothing
 * unencrypted to another machine, and reads answers of bounded length.
 *
 * @param credentials null for the AWS default chain: environment, profiles, role of the machine
 */
export function connectS3(destination: Destination, credentials: S3Credentials | null): S3Client {
  // The Node inside Electron is not for us to choose.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const isOther = !isAws(destination);
  const region = destination.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? (isOther ? 'us-east-1' : undefined);
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const client = new S3Client({
    ...(destination.endpoint === null ? {} : { endpoint: destination.endpoint }),
    ...(region === undefined ? {} : { region }),
    // A copy: the SDK writes into what it is given.
    ...(credentials === null ? {} : { credentials: { ...credentials } }),
    forcePathStyle: destination.pathStyle ?? isOther,
    maxAttempts: 1,
    // Other servers don't know the checksums that the SDK adds by itself (TECH: 501, or worse); ours go with each request.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // A denied part costs its bytes; a server that does not know it costs a second each.
    expectContinueHeader: false,
    followRegionRedirects: false,
    // Without one, the SDK writes to the console.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      httpAgent: agent,
      httpsAgent: { ...agent, ...trusted(destination) },
    },
  });
  guard(client);
  return client;
}

const silent = (): void => undefined;

function trusted({ certificates }: Destination): { ca?: string[] } {
  if (certificates === null) return {};
  try {
    return { ca: [...rootCertificates, readFileSync(certificates, 'utf8')] };
  } catch (error) {
    throw new FilemillError('settings.invalid', t('The file with the certificates can’t be read.'), { hint: t('Name a PEM file.'), cause: error });
  }
}

/** Nearest to the wire, so that it sees what the environment or a profile has made of the endpoint. */
function guard(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const { protocol, hostname } = args.request as { protocol: string; hostname: string };
        if (protocol !== 'https:' && !isLoopback(hostname)) throw notEncrypted();
        const result = await next(args);
        const response = result.response as { statusCode: number; body?: NodeJS.ReadableStream };
        const isObject = commandName === 'GetObjectCommand' && response.statusCode < 300;
        if (!isObject && response.body) response.body = response.body.pipe(limited(response.body));
        return result;
      },
    { step: 'deserialize', priority: 'low', name: 'filemillGuard' },
  );
}

/** @returns what ends with an error behind too many bytes, and with the error of its source */
function limited(source: NodeJS.ReadableStream): Transform {
  let bytes = 0;
  const limit = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      if (bytes <= MAX_ANSWER_BYTES) return done(null, piece);
      done(new FilemillError('upload.refused', t('The server’s answer is too long.'), { hint: t('Check that the endpoint is an S3 server.') }));
    },
    destroy(error, done) {
      if (error) (source as NodeJS.ReadableStream & { destroy?: () => void }).destroy?.();
      done(error);
    },
  });
  source.once('error', (error) => limit.destroy(error));
  return limit;
}
