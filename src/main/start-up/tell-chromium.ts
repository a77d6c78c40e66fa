import type { App } from 'electron';
import { existsSync } from 'node:fs';

const GTK_GRAPHICS = 'GDK_GL';

/** What keeps the runtime from loading and starting what this program has no use for. Before `ready`. */
export function tellChromium(app: App): void {
  // Pages come from the disk by `app://`: the network is a matter of the updater and of tests, and no process of its own.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
  if (process.platform !== 'linux') return;
  // Without a graphics card the GPU process would only be in the way, and so would the OpenGL in software that it keeps for pages that draw with it.
  if (!existsSync('/dev/dri')) {
    app.disableHardwareAcceleration();
    app.commandLine.appendSwitch('disable-software-rasterizer');
  }
  keepGraphicsOutOfGtk(app);
}

/**
 * GTK, which draws menus and dialogs here, asks for OpenGL as it starts, and the driver with its compiler stays loaded: 50 MB
 * that nobody draws with. Programs that are opened from here must not inherit that.
 */
function keepGraphicsOutOfGtk(app: App): void {
  const before = process.env[GTK_GRAPHICS];
  process.env[GTK_GRAPHICS] = 'disable';
  app.once('ready', () => {
    if (before === undefined) delete process.env[GTK_GRAPHICS];
    else process.env[GTK_GRAPHICS] = before;
  });
}
