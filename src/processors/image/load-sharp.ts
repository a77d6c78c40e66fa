import Module, { createRequire } from 'node:module';

export type Sharp = typeof import('sharp').default;
/** A picture on its way through the library. */
export type Picture = ReturnType<Sharp>;

const NATIVE_ON_LINUX = /^@img\/sharp-(?:linux|linuxmusl)-/;
/** Loaders for files that have been recognised; everything else that libvips can open stays shut. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif', 'Svg'];

type Resolve = (request: string, ...rest: unknown[]) => string;

let loaded: Sharp | undefined;

/**
 * The image library, loaded once a process and set up for untrusted files. Under Electron on Linux it is the
 * WebAssembly build: the native one shares GLib with GTK there, which leaks and may crash.
 */
export function loadSharp(): Sharp {
  loaded ??= load();
  return loaded;
}

function load(): Sharp {
  if (process.versions['electron'] && process.platform === 'linux') hideNativeBuild();
  // Its CommonJS half: the other one makes older Nodes warn of an experiment.
  const sharp = createRequire(import.meta.url)('sharp') as Sharp;
  sharp.cache(false);
  // Each worker is one of several; they share the cores among them.
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS.map((name) => `VipsForeignLoad${name}`) });
  return sharp;
}

function hideNativeBuild(): void {
  const internals = Module as unknown as { _resolveFilename: Resolve };
  const resolve = internals._resolveFilename;
  internals._resolveFilename = (request, ...rest) => {
    if (NATIVE_ON_LINUX.test(request)) {
      throw Object.assign(new Error(`${request} is hidden under Electron`), { code: 'MODULE_NOT_FOUND' });
    }
    return resolve.call(Module, request, ...rest);
  };
}
