import { afterEach, expect, it, vi } from 'vitest';
import { engineApi, type EngineApi } from '../../shared/contract/engine-api';
import type { Handlers } from '../../shared/rpc/define-api';
import { serve, type Served } from '../../shared/rpc/serve';
import { useEngine } from '../state/engine-store';
import { aSnapshot } from '../testing/a-snapshot';
import { domPort } from './dom-port';
import { adoptEnginePort, callEngine } from './engine-client';

const served: Served<EngineApi>[] = [];

/** An engine of which only the snapshot is of interest. */
function startEngine(revision: number): Served<EngineApi> {
  const { port1, port2 } = new MessageChannel();
  const handlers = { 'engine.snapshot': () => aSnapshot({ revision }) } as unknown as Handlers<EngineApi>;
  const engine = serve(domPort(port1), engineApi, handlers);
  served.push(engine);
  adoptEnginePort(port2);
  return engine;
}

afterEach(() => {
  for (const engine of served.splice(0)) engine.end();
});

it('survives an engine that ends: the last state stays, and a new port takes over', async () => {
  const first = startEngine(1);
  await vi.waitFor(() => expect(useEngine.getState().link).toBe('connected'));
  const { connection } = useEngine.getState();

  first.end();
  await vi.waitFor(() => expect(useEngine.getState().link).toBe('restarting'));
  expect(useEngine.getState().snapshot?.revision).toBe(1);
  await expect(callEngine('engine.pause', {})).rejects.toMatchObject({ code: 'peer.gone' });

  const second = startEngine(2);
  await vi.waitFor(() => expect(useEngine.getState().snapshot?.revision).toBe(2));
  expect(useEngine.getState()).toMatchObject({ link: 'connected', connection: connection + 1 });

  second.emit('snapshot.taken', aSnapshot({ revision: 3 }));
  await vi.waitFor(() => expect(useEngine.getState().snapshot?.revision).toBe(3));
});
