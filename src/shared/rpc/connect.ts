import { FilemillError } from '../errors/filemill-error';
import type { ApiSpec, CallInput, CallName, CallOutput, EventName, EventPayload } from './define-api';
import type { Port } from './port';
import { replySchema } from './wire';
import { BEAT_INTERVAL_MS } from './serve';
import { t } from '../words/words';

/** Silent for so many beats: the other side hangs. Generous, so that a slow machine is not taken for a dead one. */
const SILENT_BEATS = 8;

export interface CallOptions {
  signal?: AbortSignal;
}

export interface Connected<A extends ApiSpec> {
  /** Resolves once the other side has said `hello` with the same contract; rejects when it can't be talked to. */
  readonly ready: Promise<void>;
  call<N extends CallName<A>>(name: N, input: CallInput<A, N>, options?: CallOptions): Promise<CallOutput<A, N>>;
  on<N extends EventName<A>>(name: N, listener: (payload: EventPayload<A, N>) => void): () => void;
  close(): void;
}

interface ConnectOptions {
  /** The other side is gone: `bye` or a closed port. Called once. */
  onGone?: (orderly: boolean) => void;
  /** The other side has missed its beats; the caller decides whether to end it. */
  onSilent?: () => void;
}

interface Pending {
  resolve: (value: never) => void;
  reject: (error: FilemillError) => void;
  parse: (output: unknown) => unknown;
}

/** The calling side of `api` on `port`. Calls made before `hello` are kept and sent in order. */
export function connect<A extends ApiSpec>(port: Port, api: A, options: ConnectOptions = {}): Connected<A> {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let waiting: unknown[] | null = [];
  let nextId = 1;
  let gone: FilemillError | null = null;
  let settleReady: { resolve: () => void; reject: (error: FilemillError) => void };
  const ready = new Promise<void>((resolve, reject) => {
    settleReady = { resolve, reject };
  });
  ready.catch(() => undefined);

  // Counts ticks of our own timer rather than the clock: while this process is stopped (suspend, debugger), no
  // ticks pass and the other side is not charged for the time.
  let silentTicks = 0;
  const watch = setInterval(() => {
    silentTicks += 1;
    if (silentTicks === SILENT_BEATS) options.onSilent?.();
  }, BEAT_INTERVAL_MS);
  (watch as { unref?: () => void }).unref?.();

  function send(message: unknown): void {
    if (waiting) waiting.push(message);
    else port.post(message);
  }

  function end(error: FilemillError, orderly: boolean): void {
    if (gone) return;
    gone = error;
    clearInterval(watch);
    settleReady.reject(error);
    for (const call of pending.values()) call.reject(error);
    pending.clear();
    options.onGone?.(orderly);
  }

  port.onMessage((message) => {
    silentTicks = 0;
    const parsed = replySchema.safeParse(message);
    if (!parsed.success || gone) return;
    const reply = parsed.data;
    switch (reply.t) {
      case 'hello': {
        if (reply.api !== api.name || reply.version !== api.version) {
          end(
            new FilemillError(
              'contract.mismatch',
              t('Expected {name} version {version}, the other side offers {other} version {otherVersion}.', { name: api.name, version: api.version, other: reply.api, otherVersion: reply.version }),
              { hint: t('Restart Filemill; if it stays, install it again.') },
            ),
            false,
          );
          port.close();
          return;
        }
        const queued = waiting ?? [];
        waiting = null;
        for (const queuedMessage of queued) port.post(queuedMessage);
        settleReady.resolve();
        return;
      }
      case 'beat':
        return;
      case 'bye':
        end(new FilemillError('peer.gone', t('{name} has ended.', { name: api.name })), true);
        port.close();
        return;
      case 'event': {
        const schema = Object.hasOwn(api.events, reply.name) ? api.events[reply.name] : undefined;
        if (!schema) return;
        const payload = schema.parse(reply.payload) as never;
        for (const listener of listeners.get(reply.name) ?? []) listener(payload);
        return;
      }
      case 'ok': {
        const call = pending.get(reply.id);
        if (!call) return;
        pending.delete(reply.id);
        try {
          call.resolve(call.parse(reply.output) as never);
        } catch (error) {
          call.reject(
            new FilemillError('contract.invalid', t('{name} answered with something unforeseen.', { name: api.name }), { cause: error }),
          );
        }
        return;
      }
      case 'failed': {
        const call = pending.get(reply.id);
        pending.delete(reply.id);
        call?.reject(FilemillError.fromData(reply.error));
      }
    }
  });
  port.onClose(() => end(new FilemillError('peer.gone', t('{name} has gone away.', { name: api.name })), false));

  return {
    ready,
    call(name, input, callOptions = {}) {
      if (gone) return Promise.reject(gone);
      const id = nextId;
      nextId += 1;
      const spec = api.calls[name];
      if (!spec) return Promise.reject(new FilemillError('contract.invalid', t('{name} has no call named {call}.', { name: api.name, call: name })));
      return new Promise((resolve, reject) => {
        const { signal } = callOptions;
        const onAbort = (): void => {
          if (!pending.delete(id)) return;
          send({ t: 'cancel', id });
          reject(new FilemillError('call.cancelled', t('{name} was cancelled.', { name })));
        };
        if (signal?.aborted) {
          reject(new FilemillError('call.cancelled', t('{name} was cancelled.', { name })));
          return;
        }
        signal?.addEventListener('abort', onAbort, { once: true });
        const release = (): void => signal?.removeEventListener('abort', onAbort);
        pending.set(id, {
          resolve: (value) => {
            release();
            resolve(value);
          },
          reject: (error) => {
            release();
            reject(error);
          },
          parse: (output) => spec.output.parse(output),
        });
        send({ t: 'call', id, name, input });
      });
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (payload: never) => void);
      return () => {
        set.delete(listener as (payload: never) => void);
      };
    },
    close() {
      end(new FilemillError('peer.gone', t('The connection to {name} was closed.', { name: api.name })), true);
      port.close();
    },
  };
}
