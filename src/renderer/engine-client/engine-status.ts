import { useEngine } from '../state/engine-store';
import { callShell, onShell } from './shell-client';

/** The shell knows whether an engine is coming back; the page only sees its port close. */
export function followEngineStatus(): void {
  const apply = useEngine.getState().shellSays;
  onShell('engine.status', apply);
  callShell('engine.status', {}).then(apply, () => undefined);
}
