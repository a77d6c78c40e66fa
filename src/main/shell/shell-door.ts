import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { ENGINE_PORT_WANTED, SHELL_CALL } from '../../shared/contract/shell-channels';

/** Who answers what arrives from pages. */
export interface ShellRoom {
  answer(event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<unknown>;
  portWanted(event: IpcMainEvent): void;
}

export interface ShellDoor {
  /** Resolves when the first page asks for the engine, which it does once it is painted. */
  readonly engineWanted: Promise<void>;
  open(room: ShellRoom): void;
}

/**
 * Registers the two channels at once and lets messages wait until somebody is there to answer them: the page loads
 * while the contract is still being loaded, and may be the faster of the two.
 */
export function hangShellDoor(): ShellDoor {
  let open!: (room: ShellRoom) => void;
  const opened = new Promise<ShellRoom>((resolve) => {
    open = resolve;
  });
  let want!: () => void;
  const engineWanted = new Promise<void>((resolve) => {
    want = resolve;
  });
  ipcMain.handle(SHELL_CALL, async (event, name: unknown, input: unknown) => (await opened).answer(event, name, input));
  ipcMain.on(ENGINE_PORT_WANTED, (event) => {
    want();
    void opened.then((room) => room.portWanted(event));
  });
  return { engineWanted, open };
}
