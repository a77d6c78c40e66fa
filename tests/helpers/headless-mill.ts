import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childrenOf, type ProcessIdentity } from './processes';

const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');

/** A settled file, or the summary, as `watch --json` prints them. */
export interface PrintedLine {
  type: 'file' | 'summary' | 'error';
  path?: string;
  state?: string;
  sha256?: string | null;
  [more: string]: unknown;
}

interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The built command line as a process group of its own: the engine and, as its children, watcher and workers. */
export class HeadlessMill {
  readonly lines: PrintedLine[] = [];
  readonly ended: Promise<Ending>;
  notes = '';
  private readonly process: ChildProcess;
  private readonly lineListeners = new Set<(line: PrintedLine) => void>();

  constructor(argv: string[]) {
    this.process = spawn(process.execPath, [cli, ...argv], { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = createInterface({ input: this.process.stdout as NodeJS.ReadableStream });
    printed.on('line', (text) => this.read(text));
    this.process.stderr?.on('data', (part: Buffer) => (this.notes += part.toString()));
    // Not `close`: children that outlive the engine hold its standard error.
    const exited = new Promise<Ending>((resolve) => this.process.once('exit', (code, signal) => resolve({ code, signal })));
    const allRead = new Promise<void>((resolve) => printed.once('close', resolve));
    this.ended = Promise.all([exited, allRead]).then(([ending]) => ending);
  }

  static watch(inbox: string, data: string): HeadlessMill {
    return new HeadlessMill(['watch', inbox, '--json', '--data', data]);
  }

  static once(inbox: string, data: string): HeadlessMill {
    return new HeadlessMill(['watch', inbox, '--once', '--json', '--data', data]);
  }

  get pid(): number {
    return this.process.pid as number;
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  get summary(): PrintedLine | undefined {
    return this.lines.find(({ type }) => type === 'summary');
  }

  onLine(listener: (line: PrintedLine) => void): void {
    this.lineListeners.add(listener);
  }

  children(kind?: 'watcher' | 'worker'): ProcessIdentity[] {
    return childrenOf(this.pid).filter(({ command }) => kind === undefined || command.includes(`${kind}.js`));
  }

  /** As Ctrl+C does. */
  askToEnd(): void {
    this.process.kill('SIGTERM');
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }

  killGroup(): void {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** A kill may cut the last line. */
  private read(text: string): void {
    let line: PrintedLine;
    try {
      line = JSON.parse(text) as PrintedLine;
    } catch {
      this.notes += `cut: ${text}\n`;
      return;
    }
    this.lines.push(line);
    for (const listener of this.lineListeners) listener(line);
  }
}
