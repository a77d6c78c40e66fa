import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ENGINE_PORT, ENGINE_PORT_WANTED, SHELL_CALL, SHELL_EVENT } from '../shared/contract/shell-channels';

/*
 * The bridge between the sandboxed page and the shell: functions and plain data only, no raw ipcRenderer, no logic.
 * The shell checks who calls and what; the page parses what comes back.
 */

type Listener = (payload: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(SHELL_EVENT, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload);
});

// A message port can't cross the bridge as an argument; it is posted to the page instead, and only to our own origin.
ipcRenderer.on(ENGINE_PORT, (event) => {
  window.postMessage({ type: 'filemill:engine-port' }, window.location.origin, event.ports);
});

/** What the shell says to this window at its start. */
const told = (name: string): string | undefined => process.argv.find((arg) => arg.startsWith(`--filemill-${name}=`))?.slice(`--filemill-${name}=`.length);

contextBridge.exposeInMainWorld('filemill', {
  platform: process.platform,
  versions: {
    app: told('version') ?? '',
    electron: process.versions['electron'] ?? '',
  },
  /** The one file that this window shows; null in the main window. */
  fileId: Number(told('file')) || null,
  shell: {
    /** Answers `{ ok: true, output }` or `{ ok: false, error }`; never rejects. */
    call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(SHELL_CALL, name, input),
    on(name: string, listener: Listener): () => void {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => void set.delete(listener);
    },
  },
  /** The answer comes as a window message `{ type: 'filemill:engine-port' }` with the port, again after every restart. */
  requestEnginePort: (): void => ipcRenderer.send(ENGINE_PORT_WANTED),
  /** The path of a file or folder that the user dropped; empty when it has none. */
  pathForFile: (file: File): string => webUtils.getPathForFile(file),
});
