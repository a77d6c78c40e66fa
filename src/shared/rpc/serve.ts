import { FilemillError, toErrorData } from '../errors/filemill-error';
import type { ApiSpec, EventName, EventPayload, Handlers } from './define-api';
import type { Port } from './port';
import { requestSchema, type Reply } from './wire';
import { t } from '../words/words';

/** How often a served port says that its process is alive. */
export const BEAT_INTERVAL_MS = 5_000;

export interface Served<A extends ApiSpec> {
  emit<N extends EventName<A>>(name: N, payload: EventPayload<A, N>): void;
  /** Says `bye` and closes the port. */
  end(): void;
}

export interface ServeOptions {
  /** Called for every refused message and every handler that threw something unforeseen. */
  onFault?: (what: string, error: unknown) => void;
  onClose?: () => void;
  /** Each call is answered within it. */
  within?: (answer: () => Promise<void>) => Promise<void>;
}

/**
 * Answers the calls of `api` that arrive on `port`. Input is parsed before the handler sees it, output before it
 * leaves; a message that does not parse is answered with `contract.invalid` and changes nothing.
 */
export function serve<A extends ApiSpec>(
  port: Port,
  api: A,
  handlers: Handlers<A>,
  options: ServeOptions = {},
): Served<A> {
  const { within = (run) => run() } = options;
  const running = new Map<number, AbortController>();
  let open = true;
  const post = (reply: Reply): void => {
    if (open) port.post(reply);
  };
  const beat = setInterval(() => post({ t: 'beat' }), BEAT_INTERVAL_MS);
  (beat as { unref?: () => void }).unref?.();

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const spec = Object.hasOwn(api.calls, name) ? api.calls[name] : undefined;
      const handler = (handlers as Record<string, (i: unknown, c: { signal: AbortSignal }) => unknown>)[name];
      if (!spec || !handler) throw new FilemillError('contract.invalid', t('{name} has no call named {call}.', { name: api.name, call: name }));
      const parsed = spec.input.safeParse(input);
      if (!parsed.success) {
        throw new FilemillError('contract.invalid', t('{name} was called with something it does not take.', { name }), {
          details: parsed.error.message,
        });
      }
      const output = await handler(parsed.data, { signal: abort.signal });
      post({ t: 'ok', id, output: spec.output.parse(output) });
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (error.code === 'bug' || error.code === 'contract.invalid') options.onFault?.(`${api.name}.${name}`, thrown);
      post({ t: 'failed', id, error });
    } finally {
      running.delete(id);
    }
  }

  port.onMessage((message) => {
    const request = requestSchema.safeParse(message);
    if (!request.success) {
      options.onFault?.(`${api.name}: a message that is no request`, request.error);
      return;
    }
    if (request.data.t === 'cancel') running.get(request.data.id)?.abort();
    else {
      const { id, name, input } = request.data;
      void within(() => answer(id, name, input));
    }
  });

  function stop(): void {
    open = false;
    clearInterval(beat);
    for (const abort of running.values()) abort.abort();
    running.clear();
  }
  port.onClose(() => {
    if (!open) return;
    stop();
    options.onClose?.();
  });
  post({ t: 'hello', api: api.name, version: api.version });

  return {
    emit(name, payload) {
      post({ t: 'event', name, payload });
    },
    end() {
      if (!open) return;
      post({ t: 'bye' });
      stop();
      port.close();
    },
  };
}
