import { spawn, type ChildProcess } from 'node:child_process';
import type { NativeTesseract } from '../../../base/find-tesseract';
import type { LayoutLine } from '../../../shared/model/page-layout';
import { EngineFailure, SEGMENTATIONS, type OcrEngine, type PreparedPage } from './ocr-engine';
import { parseTsv } from './parse-tsv';
import { tiedToThisProcess } from './tied-to-this-process';
import { toPgm } from './to-pgm';

const MAX_OUTPUT_BYTES = 64e6;
const KEPT_COMPLAINT = 500;

const running = new Set<ChildProcess>();
let isWatchingExit = false;

/** A tesseract of the machine: a process for each page, with the machine's own language data. */
export function openNativeEngine(native: NativeTesseract, codes: readonly string[]): OcrEngine {
  if (!isWatchingExit) process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
  isWatchingExit = true;
  return {
    name: `tesseract ${native.version}`,
    heldBytes: () => 0,
    close: () => undefined,
    async read(page, signal): Promise<LayoutLine[]> {
      signal.throwIfAborted();
      return parseTsv(await run(native.path, argumentsFor(page, codes), toPgm(page.picture), signal));
    },
  };
}

function argumentsFor({ segmentation, dpi }: PreparedPage, codes: readonly string[]): string[] {
  return ['stdin', 'stdout', '-l', codes.join('+'), '--psm', String(SEGMENTATIONS[segmentation]), '--dpi', String(dpi), 'tsv'];
}

/** What it prints. Throws the signal's reason, having killed it, and EngineFailure. */
function run(path: string, options: readonly string[], input: Uint8Array, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    // Its threads get in each other's way, and other pages are read beside it.
    const { command, argv } = tiedToThisProcess(path, options);
    const child = spawn(command, argv, { env: { ...process.env, OMP_THREAD_LIMIT: '1' }, windowsHide: true });
    running.add(child);
    const output: Buffer[] = [];
    let bytes = 0;
    let complaint = '';
    const settle = (end: () => void): void => {
      running.delete(child);
      signal.removeEventListener('abort', onAbort);
      end();
    };
    const fail = (message: string, cause?: unknown): void => settle(() => reject(new EngineFailure(message, { cause })));
    const onAbort = (): void => {
      child.kill('SIGKILL');
      settle(() => reject(signal.reason));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      output.push(chunk);
      if (bytes > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-KEPT_COMPLAINT);
    });
    child.on('error', (error) => fail(`${path}: ${error.message}`, error));
    child.on('close', (code) => {
      if (code === 0) settle(() => resolve(Buffer.concat(output).toString('utf8')));
      else fail(`tesseract ended with ${code ?? 'a signal'}: ${complaint.trim()}`);
    });
    // When it ends early, writing fails; its exit code tells why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
