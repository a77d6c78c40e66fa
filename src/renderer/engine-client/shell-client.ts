import { shellApi, type ShellApi } from '../../shared/contract/shell-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { CallInput, CallName, CallOutput, EventName, EventPayload } from '../../shared/rpc/define-api';
import './bridge';

/** Asks the shell for something native; what comes back is parsed before anyone sees it. */
export async function callShell<N extends CallName<ShellApi>>(
  name: N,
  input: CallInput<ShellApi, N>,
): Promise<CallOutput<ShellApi, N>> {
  const answer = await window.filemill.shell.call(name, input);
  if (!answer.ok) throw FilemillError.fromData(answer.error);
  return shellApi.calls[name].output.parse(answer.output) as CallOutput<ShellApi, N>;
}

export function onShell<N extends EventName<ShellApi>>(
  name: N,
  listener: (payload: EventPayload<ShellApi, N>) => void,
): () => void {
  return window.filemill.shell.on(name, (payload) => {
    const parsed = shellApi.events[name].safeParse(payload);
    if (parsed.success) listener(parsed.data as EventPayload<ShellApi, N>);
  });
}
