import { engineApi, type EngineApi } from '../../shared/contract/engine-api';
import { FilemillError, type ErrorData } from '../../shared/errors/filemill-error';
import type { Handlers } from '../../shared/rpc/define-api';
import type { Port } from '../../shared/rpc/port';
import { serve } from '../../shared/rpc/serve';

/** Answers every call with the reason why there is no engine. */
export function refusingHandlers(reason: ErrorData): (port: Port) => void {
  const refuse = (): never => {
    throw FilemillError.fromData(reason);
  };
  const handlers = Object.fromEntries(Object.keys(engineApi.calls).map((name) => [name, refuse])) as unknown as Handlers<EngineApi>;
  return (port) => void serve(port, engineApi, handlers);
}
