import { join } from 'node:path';
import { z } from 'zod';
import { seeArchivesAsFiles } from '../base/no-archives';
import { onPortsFromParent } from '../base/process-port';
import { restWhenIdle } from '../base/rest-when-idle';
import { speakAs } from '../base/words/speak-in-process';
import { hostApi } from '../shared/contract/host-api';
import { toErrorData } from '../shared/errors/filemill-error';
import { connect } from '../shared/rpc/connect';
import type { Port } from '../shared/rpc/port';
import { chosenLanguage } from './config/chosen-language';
import { Engine } from './engine';
import { refusingHandlers } from './answers/refusing-handlers';
import { ShellHost } from './workers/shell-host';

/** What the shell sends, each with one port. */
const handOverSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('host-port'), dataFolder: z.string(), resourcesPath: z.string(), version: z.string(), systemLocales: z.array(z.string()) }),
  z.object({ type: z.literal('process-port'), id: z.string() }),
  z.object({ type: z.literal('page-port'), id: z.union([z.string(), z.number()]) }),
]);

/** Without a window, or with a slow one, watching starts all the same. */
const PAINT_PATIENCE_MS = 1_500;
const FULL_RETRY_MS = 30_000;

/** Windows that knock before the engine is up. */
let early: Port[] = [];
let engine: Engine | null = null;
let serveRefusal: ((port: Port) => void) | null = null;
let host: ShellHost | null = null;

seeArchivesAsFiles();
const resting = restWhenIdle(() => engine?.rest());

onPortsFromParent(({ data, ports: [port] }) => {
  const message = handOverSchema.parse(data);
  if (!port) return;
  switch (message.type) {
    case 'host-port':
      void start(port, message);
      return;
    case 'process-port':
      host?.takePort(message.id, port);
      return;
    case 'page-port':
      // What its lists and searches have left is given back, too.
      port.onClose(() => resting.noteWork());
      if (engine) engine.serve(port);
      else if (serveRefusal) serveRefusal(port);
      else early.push(port);
  }
});

async function start(port: Port, options: { dataFolder: string; resourcesPath: string; version: string; systemLocales: string[] }): Promise<void> {
  const client = connect(port, hostApi, { onGone: () => void end() });
  host = new ShellHost(client);
  // The first paint and a second process to start would take the cores from each other.
  const painted = new Promise<void>((resolve) => {
    client.on('window.painted', () => resolve());
    setTimeout(resolve, PAINT_PATIENCE_MS);
  });
  client.on('rescan.wanted', () => void engine?.watching.rescanAll());
  try {
    await speakAs(chosenLanguage(options.dataFolder), options.systemLocales);
    const made = new Engine({ ...options, host, farLooker: join(import.meta.dirname, 'far-looker.js'), watchConfigured: true });
    engine = made;
    // The shell starts another one, which checks the ledger and puts it aside.
    made.onBroken(() => process.exit(1));
    for (const waiting of early) made.serve(waiting);
    early = [];
    await painted;
    await made.start();
  } catch (error) {
    // Without its store the engine can't run, but it can say why: every call is answered with the reason.
    const data = toErrorData(error);
    if (data.code === 'store.damaged') process.exit(1);
    process.stderr.write(`${JSON.stringify(data)}\n`);
    serveRefusal = refusingHandlers(data);
    for (const waiting of early) serveRefusal(waiting);
    early = [];
    if (data.cause !== 'diskFull') return;
    // The windows are told why; when there is room again, the shell starts a new engine in place of this one.
    setTimeout(() => process.exit(1), FULL_RETRY_MS);
  }
}

async function end(): Promise<void> {
  resting.stop();
  try {
    await engine?.close();
  } catch (error) {
    process.stderr.write(`${JSON.stringify(toErrorData(error))}\n`);
  } finally {
    process.exit(0);
  }
}
