import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ARCHIVE_ENDINGS } from '../../src/main/native/archive-endings'
import { inProject } from '../base/project.mjs'
import { desktopEntry } from './desktop-entry.mjs'
import { signingOf } from './signing.mjs'

const text = (...path) => readFileSync(inProject(...path), 'utf8')
const config = parse(text('electron-builder.yml'))
const manifest = JSON.parse(text('package.json'))

describe('the configuration of packages', () => {
  it('is one that electron-builder takes', async () => {
    const require = createRequire(import.meta.url)
    const { validateConfiguration } = require('app-builder-lib/out/util/config/config')
    const { DebugLogger } = require('builder-util')
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.not.toThrow()
    await expect(validateConfiguration({ ...config, nonsense: 1 }, new DebugLogger(false))).rejects.toThrow('nonsense')
  })

  it('has every target that people install from, and publishes nowhere by itself', () => {
    expect(config.linux.target).toEqual(expect.arrayContaining(['AppImage', 'deb', 'rpm']))
    expect(config.win.target).toContain('nsis')
    expect(config.mac.target).toContain('dmg')
    expect(config.publish).toBeNull()
    expect(manifest.dependencies['electron-updater']).toMatch(/^\d/)
  })

  it('closes the application: its archive alone is started, no Node, no debugger', () => {
    expect(config.asar).toBe(true)
    const hook = text('build', 'after-pack.mjs')
    for (const [fuse, value] of Object.entries({
      RunAsNode: 'false',
      EnableNodeOptionsEnvironmentVariable: 'false',
      EnableNodeCliInspectArguments: 'false',
      OnlyLoadAppFromAsar: 'true',
      GrantFileProtocolExtraPrivileges: 'false',
      EnableEmbeddedAsarIntegrityValidation: "isMac || electronPlatformName === 'win32'",
    })) {
      expect(hook).toContain(`[FuseV1Options.${fuse}]: ${value},`)
    }
  })

  it('offers to open archives, on every system the same, and takes nothing', () => {
    const [archives, ...others] = config.mac.fileAssociations
    expect(others).toEqual([])
    expect(archives).toMatchObject({ rank: 'Alternate', role: 'Viewer', ext: [...ARCHIVE_ENDINGS] })
    expect(config.fileAssociations ?? config.win.fileAssociations ?? config.linux.fileAssociations).toBeUndefined()
    const installer = text('build', 'installer.nsh')
    expect([...installer.matchAll(/SupportedTypes" "\.(\w+)"/g)].map(([, ending]) => ending)).toEqual([...ARCHIVE_ENDINGS])
    // The default of an ending is its own key: nothing is written there.
    expect(installer).not.toMatch(/Classes\\\.\w/)
    expect(config.linux.mimeTypes).not.toContain('inode/directory')
  })

  it('knows the links that the application takes', () => {
    expect(config.protocols).toEqual([{ name: 'Filemill', schemes: ['filemill'] }])
    for (const { Exec } of Object.values(config.linux.desktop.desktopActions)) expect(Exec).toMatch(/^filemill filemill:\/\/[a-z]+$/)
  })
})

describe('the icons', () => {
  const sizeOf = (png) => [png.readUInt32BE(16), png.readUInt32BE(20)]

  it('are there for Linux in every size', () => {
    const names = readdirSync(inProject('build', config.linux.icon))
    expect(names).toEqual(expect.arrayContaining(['16x16.png', '48x48.png', '128x128.png', '256x256.png', '512x512.png']))
    for (const name of names) expect(sizeOf(readFileSync(inProject('build', config.linux.icon, name))).join('x')).toBe(name.replace('.png', ''))
  })

  it('are there for macOS and Windows, whole', () => {
    const icns = readFileSync(inProject('build', config.mac.icon))
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
    const kinds = {}
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) kinds[icns.toString('latin1', at, at + 4)] = sizeOf(icns.subarray(at + 8))
    expect(kinds).toMatchObject({ ic07: [128, 128], ic09: [512, 512], ic10: [1024, 1024] })
    const ico = readFileSync(inProject('build', config.win.icon))
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 7])
  })
})

describe('the entry of the menu', () => {
  const entry = desktopEntry(config)

  it('offers archives and links, and has its actions', () => {
    const lines = entry.split('\n')
    expect(lines).toContain('Exec=/opt/Filemill/filemill %U')
    expect(lines.find((line) => line.startsWith('MimeType='))).toMatch(/application\/zip;.*x-scheme-handler\/filemill;$/)
    expect(lines).toContain('Actions=attention;history;')
    expect(lines).toContain('[Desktop Action attention]')
  })

  it('is one that desktops take', () => {
    if (spawnSync('desktop-file-validate', ['--help']).error !== undefined) return
    const folder = mkdtempSync(join(tmpdir(), 'filemill-entry-'))
    try {
      writeFileSync(join(folder, 'filemill.desktop'), entry)
      const { status, stdout, stderr } = spawnSync('desktop-file-validate', [join(folder, 'filemill.desktop')], { encoding: 'utf8' })
      expect(`${stdout}${stderr}`).not.toContain('error:')
      expect(status).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('signing', () => {
  it('takes its certificate from the environment alone', () => {
    expect(signingOf({}, 'win32', true)).toMatchObject({ isSigned: false, env: { CSC_IDENTITY_AUTO_DISCOVERY: 'false' } })
    expect(signingOf({ WIN_CSC_LINK: 'x' }, 'win32', true).isSigned).toBe(true)
    expect(signingOf({}, 'darwin', true).args).toEqual(expect.arrayContaining(['-c.mac.notarize=false', '-c.mac.identity=-']))
    const apple = { CSC_LINK: 'x', APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' }
    expect(signingOf(apple, 'darwin', true)).toMatchObject({ isSigned: true, sentence: 'The package is signed and notarised.', args: ['-c.mac.notarize=true'] })
    expect(signingOf({ CSC_NAME: 'x' }, 'darwin', false).env).toEqual({ CSC_IDENTITY_AUTO_DISCOVERY: 'true' })
  })

  it('makes a release fail that nobody signs, where that is asked for', () => {
    expect(signingOf({ FILEMILL_REQUIRE_SIGNING: '1' }, 'win32', true).args).toContain('-c.forceCodeSigning=true')
    expect(signingOf({ FILEMILL_REQUIRE_SIGNING: '1' }, 'win32', false).args).toEqual([])
  })
})
