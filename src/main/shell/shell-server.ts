import type { WebContents } from 'electron';
import type { Log } from '../../base/log';
import { shellApi, type ShellApi } from '../../shared/contract/shell-api';
import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { EventName, EventPayload, Handlers } from '../../shared/rpc/define-api';
import { ENGINE_PORT_WANTED, SHELL_EVENT } from '../../shared/contract/shell-channels';
import { isOurPage } from './is-our-page';
import type { ShellRoom } from './shell-door';
import { t } from '../../shared/words/words';

export type ShellAnswer = { ok: true; output: unknown } | { ok: false; error: ErrorData };

export interface ShellServer extends ShellRoom {
  /** To the main window. */
  emit<N extends EventName<ShellApi>>(name: N, payload: EventPayload<ShellApi, N>): void;
  /** To every window. */
  emitToAll<N extends EventName<ShellApi>>(name: N, payload: EventPayload<ShellApi, N>): void;
}

interface ShellServerOptions {
  /** The page of the main window; null while there is none. */
  readonly page: () => WebContents | null;
  /** Those of the windows beside it. */
  readonly others: () => readonly WebContents[];
  readonly handlers: Handlers<ShellApi>;
  readonly onPortWanted: (page: WebContents) => void;
  readonly log: Log;
}

/** Answers our pages, and nobody else: one channel, its sender checked, its input and output parsed. */
export function serveShell({ page, others, handlers, onPortWanted, log }: ShellServerOptions): ShellServer {
  const allPages = (): readonly WebContents[] => {
    const main = page();
    return main === null ? others() : [main, ...others()];
  };
  function send<N extends EventName<ShellApi>>(to: readonly WebContents[], name: N, payload: EventPayload<ShellApi, N>): void {
    const parsed = shellApi.events[name].parse(payload);
    for (const one of to) if (!one.isDestroyed()) one.send(SHELL_EVENT, name, parsed);
  }

  async function answer(event: Electron.IpcMainInvokeEvent, name: unknown, input: unknown): Promise<ShellAnswer> {
    const calls: Readonly<Record<string, (typeof shellApi.calls)[keyof typeof shellApi.calls]>> = shellApi.calls;
    const label = typeof name === 'string' ? name.slice(0, 100) : typeof name;
    try {
      if (!isOurPage(event, allPages())) {
        throw new FilemillError('contract.invalid', t('Only the window of Filemill may ask this.'));
      }
      if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
        throw new FilemillError('contract.invalid', t('ShellApi has no call named {label}.', { label }));
      }
      const spec = calls[name] as (typeof calls)[string];
      const parsed = spec.input.safeParse(input);
      if (!parsed.success) {
        throw new FilemillError('contract.invalid', t('{name} was called with something it does not take.', { name }), {
          details: parsed.error.message.slice(0, 1_000),
        });
      }
      const handler = handlers[name as keyof typeof handlers] as (input: unknown, context: unknown) => unknown;
      const output = await handler(parsed.data, { signal: new AbortController().signal });
      return { ok: true, output: spec.output.parse(output) };
    } catch (thrown) {
      const error = toErrorData(thrown);
      log.warn('shell.refused', { call: label, code: error.code, message: error.message, details: error.details });
      return { ok: false, error };
    }
  }

  return {
    answer,
    portWanted(event) {
      if (isOurPage(event, allPages())) onPortWanted(event.sender);
      else log.warn('shell.refused', { call: ENGINE_PORT_WANTED });
    },
    emit(name, payload) {
      const main = page();
      if (main !== null) send([main], name, payload);
    },
    emitToAll: (name, payload) => send(allPages(), name, payload),
  };
}
