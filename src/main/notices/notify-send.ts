import { execFile, spawn, type ChildProcess } from 'node:child_process';
import type { NoticeListener, SystemNotice } from './system-notice';

const ASK_MS = 2_000;
/** Each waiting notice is a process: older ones are let go, and none waits for ever. */
const MOST_WAITING = 5;
const LONGEST_WAIT_MS = 10 * 60_000;

const waiting = new Set<ChildProcess>();
let abilities: Promise<{ hasActions: boolean; isMarkup: boolean }> | null = null;

/** What the program and the notification service of this desktop can do; asked once. */
function askAbilities(): Promise<{ hasActions: boolean; isMarkup: boolean }> {
  abilities ??= Promise.all([
    ask('notify-send', ['--help']),
    ask('gdbus', ['call', '--session', '--dest=org.freedesktop.Notifications', '--object-path=/org/freedesktop/Notifications', '--method=org.freedesktop.Notifications.GetCapabilities']),
  ]).then(([help, capabilities]) => ({
    hasActions: help?.includes('--action') ?? false,
    // Nearly all services take markup: one that can't be asked is believed to.
    isMarkup: capabilities?.includes('body-markup') ?? true,
  }));
  return abilities;
}

/**
 * Shows a notice with buttons through the desktop's own `notify-send`, which says on its output which one was chosen.
 *
 * @param without called where that program is missing or too old for buttons
 */
export function notifySend(notice: SystemNotice, { onAction, onFailed }: NoticeListener, without: () => void): void {
  void askAbilities().then(({ hasActions, isMarkup }) => {
    if (!hasActions) return without();
    const child = spawn('notify-send', argumentsFor(notice, isMarkup), { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const old of [...waiting].slice(0, Math.max(0, waiting.size - MOST_WAITING + 1))) old.kill();
    waiting.add(child);
    const timer = setTimeout(() => child.kill(), LONGEST_WAIT_MS);
    timer.unref();
    let said = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => void (said = (said + chunk.toString()).slice(0, 1_000)));
    child.stderr.on('data', (chunk: Buffer) => void (complaint = (complaint + chunk.toString()).slice(0, 1_000)));
    child.on('error', (error) => (complaint = error.message));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (!waiting.delete(child)) return;
      const chosen = said.trim().split('\n').at(-1) ?? '';
      if (chosen === 'default') onAction(notice.actions[0]?.id ?? '');
      else if (notice.actions.some(({ id }) => id === chosen)) onAction(chosen);
      // Ended by us it has no code, and has been seen.
      else if (code !== 0 && code !== null) onFailed(complaint.trim() || `notify-send ended with code ${code}`);
    });
  });
}

/** Notices that still wait are let go; for the end of the program. */
export function endNotices(): void {
  for (const child of waiting) child.kill();
  waiting.clear();
}

/** Title and body come last, after `--`: a file's name is never an option. */
export function argumentsFor({ title, body, actions, icon }: SystemNotice, isMarkup: boolean): string[] {
  const buttons = actions.length === 0 ? [] : [{ id: 'default', label: actions[0]?.label ?? '' }, ...actions];
  return [
    '--app-name=Filemill',
    `--icon=${icon}`,
    '--hint=string:desktop-entry:filemill',
    ...buttons.map(({ id, label }) => `--action=${id}=${label}`),
    '--',
    title,
    isMarkup ? body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : body,
  ];
}

/** The program's output; null when it is not there, fails or takes too long. */
function ask(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: ASK_MS, encoding: 'utf8' }, (error, output) => resolve(error ? null : output));
  });
}
