import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { STORE_NAME } from '../../src/engine/store/open-store';
import { nodeHost } from '../../src/engine/workers/node-host';
import { DiskImages, type DiskImage } from './disk-images';
import { InProcessHost } from './in-process-host';
import { Mill } from './mill';
import { effectsIn } from './rules';

const host = (): InProcessHost => new InProcessHost(nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main')));

/** An engine in this process, and what the disk holds at chosen moments of its work. */
export class Crashes {
  readonly mill = new Mill();
  readonly out = join(this.mill.base, 'out');
  readonly images = new DiskImages(this.mill.base, join('data', STORE_NAME));

  async begin(): Promise<void> {
    mkdirSync(this.out);
    await this.mill.start(host());
  }

  async end(): Promise<void> {
    vi.restoreAllMocks();
    this.images.drop();
    await this.mill.end();
  }

  /** An image is taken whenever the method is called, and where `isAfterToo` also once what it promises is done. */
  watch(prototype: object, name: string, label = (_given: readonly unknown[]): string => name, isAfterToo = false): void {
    const methods = prototype as Record<string, (...given: unknown[]) => unknown>;
    const real = methods[name];
    const { images } = this;
    vi.spyOn(methods, name).mockImplementation(function (this: unknown, ...given: unknown[]) {
      images.take(`before ${label(given)}`);
      const result = real?.apply(this, given);
      return isAfterToo
        ? Promise.resolve(result).then((answer) => {
            images.take(`after ${label(given)}`);
            return answer;
          })
        : result;
    });
  }

  /**
   * Starts an engine on each image, as after a crash at that moment.
   *
   * @param check what must hold then
   * @param pauseMs before each start, for what this process still believes and a new one would not
   */
  async crashAt(moments: readonly DiskImage[], check: () => Promise<void>, pauseMs = 0): Promise<void> {
    for (const image of moments) {
      await this.mill.engine.close();
      this.images.putBack(image);
      this.endHolders();
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await this.mill.start(host());
      try {
        await check();
      } catch (error) {
        throw new Error(`Crashed ${image.moment}: ${(error as Error).message}\n${JSON.stringify(effectsIn(this.mill), null, 1)}`, { cause: error });
      }
    }
  }

  /** Whoever crashed is no more: locks that it held name a process that has ended. */
  private endHolders(): void {
    const { pid } = spawnSync(process.execPath, ['--version']);
    for (const name of readdirSync(this.mill.base, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.lock')) continue;
      const path = join(this.mill.base, name);
      const text = readFileSync(path, 'utf8');
      if (text !== '') writeFileSync(path, JSON.stringify({ ...(JSON.parse(text) as object), pid }));
    }
  }
}
