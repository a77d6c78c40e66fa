import { createHash } from 'node:crypto';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { FACTS, type FactName } from '../../../shared/model/fact';
import { needsOfTemplates, templateOf } from '../../rules/template-of';
import { Turns } from '../../turns';
import type { SideAction, StepContext } from '../action';
import { sendRequest } from './send-request';
import { t } from '../../../shared/words/words';

/** Requests that are under way at the same time. */
const AT_ONCE = 8;
/** These are ours or the connection's. */
const OWN_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'upgrade', 'keep-alive', 'te', 'trailer'];
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Too long for a message; a template may ask for them. */
const LEFT_OUT: readonly FactName[] = ['text', 'members.text', 'entries'];

const turns = new Turns(() => AT_ONCE);

/** Sends a message about the file to an address. What is sent is sent. */
export const webhookAction: SideAction<'webhook'> = {
  kind: 'side',
  name: 'webhook',
  needs: ({ body }) => (body === undefined ? ['read'] : needsOfTemplates(body)),
  check({ url, headers, body }) {
    const { protocol, username, password } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:') throw invalid(t('A webhook’s address begins with https:// or http://.'));
    if (username !== '' || password !== '') throw invalid(t('A webhook’s address holds no name and password.'), t('Put them into a header: authorization.'));
    for (const [name, value] of Object.entries(headers)) checkHeader(name, value);
    if (body !== undefined) templateOf(body);
  },
  plan: ({ url }) => ({ sentence: t('Tell {host}', { host: new URL(url).host }), target: null, isDestructive: false }),
  async act(spec, context, { journal, signal, progress }) {
    const { file } = context;
    const { host, origin } = new URL(spec.url);
    const body = spec.body === undefined ? JSON.stringify(factsOf(context)) : templateOf(spec.body).text({ ...context.values, source: file.source });
    const giveBack = await turns.take(signal);
    try {
      signal.throwIfAborted();
      const id = await journal.begin({ action: 'request', source: file.source, target: origin, sha256: file.sha256 });
      progress(t('Telling {host}', { host }), null);
      try {
        const { status } = await sendRequest({ url: spec.url, method: spec.method, headers: headersOf(spec.headers, body, context), body, timeoutMs: spec.timeoutSeconds * 1000, signal });
        await journal.finish(id, { data: { status } });
        return { state: 'done', sentence: t('Told {host}', { host }), target: null, effectId: id, logged: { action: 'webhook', host, status } };
      } catch (error) {
        await journal.fail(id);
        throw error;
      }
    } finally {
      giveBack();
    }
  },
};

/** The receiver can tell by the key when it hears of the same thing twice, after a crash. */
function headersOf(written: Readonly<Record<string, string>>, body: string, { file, rule, step }: StepContext): Record<string, string> {
  const isJson = /^\s*[{[]/.test(body);
  const own = {
    'content-type': isJson ? 'application/json' : 'text/plain; charset=utf-8',
    'user-agent': 'Filemill',
    'idempotency-key': createHash('sha256').update(JSON.stringify([file.jobId, rule, step])).digest('hex').slice(0, 32),
  };
  return { ...own, ...Object.fromEntries(Object.entries(written).map(([name, value]) => [name.toLowerCase(), value])) };
}

function factsOf({ file, rule, values }: StepContext): Record<string, unknown> {
  const known = (Object.keys(FACTS) as FactName[]).flatMap((name) => {
    const value = LEFT_OUT.includes(name) ? undefined : values.fact(name);
    return value === undefined ? [] : [[name, value]];
  });
  return { event: file.event, rule, folder: file.folderName, path: file.source, size: file.size, sha256: file.sha256, facts: Object.fromEntries(known) as Record<string, unknown> };
}

/** Says its name and never its value, which may be a secret. */
function checkHeader(name: string, value: string): void {
  if (!HEADER_NAME.test(name)) throw invalid(t('“{name}” is no name of a header.', { name }));
  if (OWN_HEADERS.includes(name.toLowerCase())) throw invalid(t('The header “{name}” is not the rule’s to set.', { name }), t('Leave it out.'));
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw invalid(t('The header “{name}” holds characters that can’t be sent.', { name }));
}

const invalid = (message: string, hint = t('Correct the webhook.')): FilemillError => new FilemillError('settings.invalid', message, { hint });
