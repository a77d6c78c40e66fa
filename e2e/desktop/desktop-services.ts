import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

/* What a desktop offers to programs, each from the distribution's own packages, on a session bus of the test alone. */

/** The distribution's own: others lack its modules. */
const PYTHON = '/usr/bin/python3';

const has = (program: string, args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
export const hasTrayHost = (): boolean => process.platform === 'linux' && has('dbus-daemon', ['--version']) && has(PYTHON, ['-c', 'import dbus, gi']);
export const hasDunst = (): boolean => process.platform === 'linux' && has('dbus-daemon', ['--version']) && has('dunst', ['--version']) && has('dunstctl', ['--help']);

/** Started programs, ended with `end`. */
export class DesktopServices {
  private readonly children: ChildProcess[] = [];
  address = '';

  /** @param display the X display that windows of services go to */
  constructor(
    private readonly folder: string,
    private readonly display: string,
  ) {}

  get environment(): Record<string, string> {
    return { DBUS_SESSION_BUS_ADDRESS: this.address };
  }

  private get all(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.environment, DISPLAY: this.display, XDG_CONFIG_HOME: this.folder, XDG_RUNTIME_DIR: this.folder };
  }

  async startBus(): Promise<void> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const config = join(this.folder, 'bus.conf');
    // Nothing is started on demand: a service is there when a test has started it.
    writeFileSync(
      config,
      `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=${this.folder}</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
    );
    const bus = this.start('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1']);
    this.address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: bus.stdout as NodeJS.ReadableStream }).once('line', resolve);
      bus.once('exit', (code) => reject(new Error(`dbus-daemon ended with ${code}`)));
    });
  }

  async startTrayHost(): Promise<TrayHost> {
    const host = new TrayHost(this.start(PYTHON, [join(import.meta.dirname, 'tray-host.py')]));
    await host.next((line) => 'ready' in line);
    return host;
  }

  /** A notification service; returns how to ask it. */
  async startDunst(): Promise<Dunst> {
    const config = join(this.folder, 'dunstrc');
    writeFileSync(config, '[global]\nhistory_length = 50\nmonitor = 0\n[urgency_normal]\ntimeout = 0\n[urgency_low]\ntimeout = 0\n');
    this.start('dunst', ['-conf', config]);
    const dunst = new Dunst(() => this.all);
    await until(() => dunst.isThere(), 'dunst');
    return dunst;
  }

  private start(program: string, args: readonly string[]): ChildProcess {
    const child = spawn(program, args, { env: this.all, stdio: ['pipe', 'pipe', 'inherit'] });
    this.children.push(child);
    return child;
  }

  end(): void {
    for (const child of this.children.toReversed()) child.kill('SIGKILL');
  }
}

export interface MenuLine {
  id: number;
  label: string;
  isOn: boolean;
  items: MenuLine[];
}

type Line = { ready: true } | { registered: string } | { error: string } | { clicked: number } | { icon: string; items: MenuLine[] };

/** The panel of `tray-host.py`. */
export class TrayHost {
  private readonly lines: Line[] = [];
  private readonly input: Interface;
  private tell: () => void = () => undefined;

  constructor(private readonly child: ChildProcess) {
    this.input = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    this.input.on('line', (line) => {
      this.lines.push(JSON.parse(line) as Line);
      this.tell();
    });
  }

  /** The next line of a kind; earlier ones are passed over. */
  async next<L extends Line>(isIt: (line: Line) => boolean): Promise<L> {
    const until = performance.now() + 20_000;
    for (;;) {
      const line = this.lines.shift();
      if (line !== undefined && isIt(line)) return line as L;
      if (line !== undefined) continue;
      if (performance.now() > until) throw new Error('The tray host says nothing.');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000);
        this.tell = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async layout(): Promise<{ icon: string; items: MenuLine[] }> {
    this.child.stdin?.write('layout\n');
    const line = await this.next<{ icon: string; items: MenuLine[] } | { error: string }>((one) => 'icon' in one || 'error' in one);
    if ('error' in line) throw new Error(line.error);
    return line;
  }

  /** Clicks an item, found by the labels that lead to it. */
  async click(...labels: string[]): Promise<void> {
    let { items } = await this.layout();
    let found: MenuLine | undefined;
    for (const label of labels) {
      found = items.find((item) => item.label === label);
      if (found === undefined) throw new Error(`There is no "${label}" among ${items.map((item) => item.label).join(', ')}.`);
      items = found.items;
    }
    this.child.stdin?.write(`click ${found?.id}\n`);
    await this.next((line) => 'clicked' in line);
  }
}

/** The notification service, asked by its own `dunstctl`. */
export class Dunst {
  constructor(private readonly environment: () => NodeJS.ProcessEnv) {}

  private ask(...args: string[]): string {
    return execFileSync('dunstctl', args, { env: this.environment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  isThere(): boolean {
    try {
      this.ask('count');
      return true;
    } catch {
      return false;
    }
  }

  get shown(): number {
    return Number(this.ask('count', 'displayed'));
  }

  /** Clicks the notice on top. */
  click(): void {
    this.ask('action', '0');
  }

  /** Titles and bodies of closed notices, newest first. */
  history(): { summary: string; body: string }[] {
    const { data } = JSON.parse(this.ask('history')) as { data: { summary: { data: string }; body: { data: string } }[][] };
    return data.flat().map(({ summary, body }) => ({ summary: summary.data, body: body.data }));
  }

  closeAll(): void {
    this.ask('close-all');
  }
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 100; i += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} did not come.`);
}
