import { MessageChannelMain, type MessagePortMain } from 'electron';
import type { Log } from '../../base/log';
import { startChild, type ChildProcess } from './child-process';

export interface EngineStart {
  readonly dataFolder: string;
  readonly resourcesPath: string;
  readonly version: string;
  /** As BCP 47 tags, the preferred first. */
  readonly systemLocales: readonly string[];
}

/** A started engine and our ends of the two channels that every engine gets first. */
export interface EngineProcess {
  readonly child: ChildProcess;
  /** On it the shell serves the HostApi. */
  readonly hostPort: MessagePortMain;
  /** On it the engine serves the EngineApi for the shell itself. */
  readonly shellPort: MessagePortMain;
}

/**
 * Forks the engine and hands it its first ports. No contract and no schema here: the very first engine starts before
 * they are loaded, since the first paint waits for its first answer. What comes back is kept until it is listened to.
 */
export function startEngineProcess(start: EngineStart, log: Log): EngineProcess {
  const child = startChild('engine', 'main', log);
  const host = new MessageChannelMain();
  child.post({ type: 'host-port', ...start }, [host.port2]);
  return { child, hostPort: host.port1, shellPort: openPagePort(child, 'shell') };
}

/** Another client of the engine: the returned end belongs to the page with this id. */
export function openPagePort(child: ChildProcess, id: string): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  child.post({ type: 'page-port', id }, [port2]);
  return port1;
}
