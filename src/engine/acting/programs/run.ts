import { basename, dirname, isAbsolute } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { needsOfTemplates, templateOf } from '../../rules/template-of';
import { Turns } from '../../turns';
import type { SideAction } from '../action';
import { programEnvironment } from './program-environment';
import { runProgram, type ProgramEnd } from './run-program';
import { t } from '../../../shared/words/words';

/** Programs that run at the same time; each takes what it likes of the machine. */
const AT_ONCE = 2;
/** Of what a failed program said last. */
const LAST_LINES = 5;
const LINE_LENGTH = 300;

const turns = new Turns(() => AT_ONCE);

/** Runs a program on the file. What it does is its own affair and can't be taken back. */
export const runAction: SideAction<'run'> = {
  kind: 'side',
  name: 'run',
  needs: (spec) => needsOfTemplates(...spec.arguments),
  check({ program, arguments: args }) {
    if (!isAbsolute(program)) {
      throw new FilemillError('settings.invalid', t('“{program}” is no whole path of a program.', { program: displayName(program) }), { hint: t('Write it from the root of the disk on: /usr/bin/convert.') });
    }
    for (const one of args) templateOf(one);
  },
  plan: ({ program }, { surroundings }) => {
    if (!surroundings.programsAllowed) throw notAllowed(program);
    return { sentence: t('Run {program} with it', { program: displayName(basename(program)) }), target: null, isDestructive: false };
  },
  async act(spec, context, { journal, signal, progress }) {
    const { file, rule, surroundings, values } = context;
    const { program } = spec;
    if (!surroundings.programsAllowed) throw notAllowed(program);
    const name = basename(program);
    const args = spec.arguments.map((written) => argumentOf(written, (template) => template.text({ ...values, source: file.source })));
    checkSayable([file.source, ...args]);
    const giveBack = await turns.take(signal);
    try {
      signal.throwIfAborted();
      const id = await journal.begin({ action: 'program', source: file.source, target: program, sha256: file.sha256 });
      progress(t('Running {name}', { name }), null);
      const timeoutMs = spec.timeoutSeconds * 1000;
      const cwd = file.isGone ? file.root : dirname(file.source);
      const end = await runProgram({ program, arguments: args, cwd, environment: programEnvironment(file, rule, values.fact), timeoutMs, signal });
      if (end.code !== 0 || end.isTooSlow || end.isCancelled) {
        await journal.fail(id);
        throw faultOf(end, program, spec.timeoutSeconds);
      }
      await journal.finish(id);
      return { state: 'done', sentence: t('Ran {name}', { name: displayName(name) }), target: null, effectId: id, logged: { action: 'run', program } };
    } finally {
      giveBack();
    }
  },
};

/** A name that begins with a dash is no option: the file's folder is where the program works. */
function argumentOf(written: string, fill: (template: ReturnType<typeof templateOf>) => string): string {
  const filled = fill(templateOf(written)).replaceAll('\0', '');
  const isName = /^\{(name|stem|path)\b/.test(written);
  return isName && filled.startsWith('-') ? `./${filled}` : filled;
}

/** Names of bytes that are no text can't be handed over. */
function checkSayable(texts: readonly string[]): void {
  if (texts.every((text) => typeof toFsPath(text) === 'string')) return;
  throw new FilemillError('action.failed', t('Its name holds bytes that are no text, and can’t be handed to a program.'), { hint: t('Rename the file, then retry it.') });
}

function faultOf({ code, endedBy, isTooSlow, isCancelled, fault, output, complaint }: ProgramEnd, program: string, timeoutSeconds: number): FilemillError {
  const shown = displayName(basename(program));
  if (isCancelled) return new FilemillError('call.cancelled', t('{shown} was called off.', { shown }));
  const details = [tail(t('What it complained'), complaint), tail(t('What it printed'), output)].filter((part) => part !== '').join('\n\n');
  const extras = { hint: t('Look at what it said, then retry the file.'), ...(details === '' ? {} : { details }) };
  if (fault) return new FilemillError('action.failed', t('{program} could not be started: {fault}.', { program: displayName(program), fault: startFault(fault) }), { hint: t('Correct the rule, or install the program.'), cause: fault });
  if (isTooSlow) return new FilemillError('action.failed', t('{shown} did not end within {seconds, plural, one {# second} other {# seconds}} and was ended.', { shown, seconds: timeoutSeconds }), extras);
  const said = lastLine(complaint) || lastLine(output);
  const how = code === null ? t('{shown} was ended by {endedBy}', { shown, endedBy: endedBy ?? t('the system') }) : t('{shown} ended with code {code}', { shown, code });
  return new FilemillError('action.failed', said === '' ? `${how}.` : `${how}: ${said}`, extras);
}

function startFault({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
      return t('it is not there, or the file’s folder is gone');
    case 'EACCES':
    case 'EPERM':
      return t('it may not be run');
    case 'EINVAL':
      return t('the system can’t run this kind of file by itself');
    case 'ENOEXEC':
      return t('it is no program');
    case 'E2BIG':
      return t('its arguments are too long');
    default:
      return message;
  }
}

const tail = (title: string, text: string): string => (text.trim() === '' ? '' : `${title}:\n${text.trimEnd().split('\n').slice(-LAST_LINES).map((line) => line.slice(0, LINE_LENGTH)).join('\n')}`);
const lastLine = (text: string): string => displayName((text.trimEnd().split('\n').at(-1) ?? '').trim().slice(0, LINE_LENGTH));

const notAllowed = (program: string): FilemillError =>
  new FilemillError('action.notAllowed', t('Rules may not run programs, so {program} was not run.', { program: displayName(basename(program)) }), { hint: t('Allow it in Settings, under “Actions of rules”; then retry the file.') });
