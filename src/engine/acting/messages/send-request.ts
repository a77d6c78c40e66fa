import { FilemillError } from '../../../shared/errors/filemill-error';
import { t } from '../../../shared/words/words';

/** What is sent at most. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Of an answer. */
const KEPT_BYTES = 64 * 1024;
const MOST_REDIRECTS = 5;
/** Redirects that keep method and body. */
const KEEPING = [307, 308];
/** Answers after which another try makes sense. */
const LATER = [408, 425, 429];

export interface WebRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Sends it, and reads the beginning of the answer. Follows redirects within the same origin alone, so that headers go nowhere
 * else. Failures name the host and nothing else of the address, which may hold a secret; headers are never told.
 *
 * @throws FilemillError `action.unreachable` where another try makes sense, else `action.failed`; `call.cancelled`
 */
export async function sendRequest({ url, method, headers, body, timeoutMs, signal }: WebRequest): Promise<{ status: number }> {
  const { host, origin } = new URL(url);
  if (Buffer.byteLength(body) > MOST_BYTES) throw new FilemillError('action.failed', t('The message to {host} would have more than 10 MB.', { host }), { hint: t('Send less of the file.') });
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  let at = url;
  try {
    for (let turn = 0; turn <= MOST_REDIRECTS; turn += 1) {
      const answer = await fetch(at, { method, headers: { ...headers }, body, redirect: 'manual', signal: either });
      const said = await beginningOf(answer);
      if (KEEPING.includes(answer.status)) {
        const next = new URL(answer.headers.get('location') ?? '', at);
        if (next.origin !== origin) throw new FilemillError('action.failed', t('{host} sends elsewhere: to {other}.', { host, other: next.host }), { hint: t('Give the rule the address that it sends to, if it is the right one.') });
        at = next.href;
        continue;
      }
      if (answer.ok) return { status: answer.status };
      throw answered(host, answer, said);
    }
  } catch (error) {
    if (error instanceof FilemillError) throw error;
    if (signal.aborted) throw new FilemillError('call.cancelled', t('It was called off.'));
    if (timeout.aborted) throw unreachable(t('{host} did not answer within {seconds, number} seconds.', { host, seconds: timeoutMs / 1000 }));
    const code = codeOf(error);
    if (/CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|ISSUER/.test(code)) {
      throw new FilemillError('action.failed', t('{host} has no certificate that can be trusted ({code}), so nothing was sent.', { host, code }), { hint: t('Correct the address, or the certificate of the server; then retry the file.') });
    }
    // Its own words may quote headers.
    throw unreachable(code === '' ? t('{host} can’t be reached.', { host }) : t('{host} can’t be reached ({code}).', { host, code }));
  }
  throw new FilemillError('action.failed', t('{host} sends from one address to the next without end.', { host }), { hint: t('Correct the address in the rule.') });
}

function answered(host: string, { status, statusText }: Response, said: string): FilemillError {
  const words = `${status}${statusText === '' ? '' : ` ${statusText.slice(0, 100)}`}`;
  const details = said.trim() === '' ? {} : { details: said };
  if (LATER.includes(status) || status >= 500) return unreachable(t('{host} can’t take it now: it answered {words}.', { host, words }), details);
  return new FilemillError('action.failed', t('{host} refused it: it answered {words}.', { host, words }), { hint: t('Correct the address, the headers or the message in the rule, then retry the file.'), ...details });
}

/** Never all of an answer that does not end. */
async function beginningOf({ body }: Response): Promise<string> {
  if (!body) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  try {
    while (bytes < KEPT_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      bytes += value.length;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return Buffer.concat(pieces).subarray(0, 2_000).toString('utf8');
}

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : '';
}

const unreachable = (message: string, details: { details?: string } = {}): FilemillError =>
  new FilemillError('action.unreachable', message, { hint: t('Filemill tries again by itself. Check the address and the connection if it goes on.'), ...details });
