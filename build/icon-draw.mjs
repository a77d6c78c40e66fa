#!/usr/bin/env node
/**
 * Draws every icon of Filemill from simple shapes: `node build/icon-draw.mjs`. The results are committed; run it again
 * after a change here. Node's own modules only.
 *
 * The sign: a sheet of paper whose lower half turns into three falling grains, on the accent colour.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

const project = join(import.meta.dirname, '..')
const trayFolder = join(project, 'resources', 'icons')

const ACCENT = [15, 110, 102]
/** Between the accents of light and dark mode: a panel may be either. */
const TRAY_INK = [30, 148, 138]
const WHITE = [255, 255, 255]
const BLACK = [0, 0, 0]
const STATES = { idle: null, working: [29, 95, 209], paused: [120, 113, 104], attention: [217, 132, 12], error: [201, 42, 27] }

/* Shapes are signed distances in a square of side 1: negative inside. */
const box = (cx, cy, w, h, r) => (x, y) => {
  const dx = Math.abs(x - cx) - w / 2 + r
  const dy = Math.abs(y - cy) - h / 2 + r
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r
}
const disc = (cx, cy, r) => (x, y) => Math.hypot(x - cx, y - cy) - r
const half = (ax, ay, bx, by) => {
  const length = Math.hypot(bx - ax, by - ay)
  return (x, y) => ((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length
}
const any = (...shapes) => (x, y) => Math.min(...shapes.map((shape) => shape(x, y)))
const both = (...shapes) => (x, y) => Math.max(...shapes.map((shape) => shape(x, y)))
const without = (shape, hole) => (x, y) => Math.max(shape(x, y), -hole(x, y))

/** The sheet with its cut corner, and the grains below it; `bold` for very small sizes. */
function sign({ bold = false } = {}) {
  const sheet = both(box(0.5, 0.34, 0.46, 0.4, 0.05), half(0.585, 0.1, 0.77, 0.285))
  const line = bold ? 0.07 : 0.045
  const lines = any(box(0.46, 0.33, 0.22, line, line / 2), box(0.5, bold ? 0.46 : 0.44, 0.3, line, line / 2))
  const r = bold ? 0.075 : 0.06
  const grains = any(disc(0.34, 0.665, r), disc(0.5, 0.665, r), disc(0.66, 0.665, r), disc(0.42, 0.83, r), disc(0.58, 0.83, r))
  return any(without(sheet, lines), grains)
}

/** Layers of [shape, colour, opacity], from back to front, as RGBA. */
function render(size, layers) {
  const samples = size < 64 ? 8 : 4
  const pixels = Buffer.alloc(size * size * 4)
  for (let py = 0; py < size; py += 1) {
    for (let px = 0; px < size; px += 1) {
      let red = 0
      let green = 0
      let blue = 0
      let alpha = 0
      for (let s = 0; s < samples * samples; s += 1) {
        const x = (px + ((s % samples) + 0.5) / samples) / size
        const y = (py + (Math.floor(s / samples) + 0.5) / samples) / size
        let colour = null
        for (const [shape, fill] of layers) if (shape(x, y) <= 0) colour = fill
        if (colour === null) continue
        red += colour[0]
        green += colour[1]
        blue += colour[2]
        alpha += 1
      }
      if (alpha === 0) continue
      pixels.set([red / alpha, green / alpha, blue / alpha, (alpha * 255) / (samples * samples)].map(Math.round), (py * size + px) * 4)
    }
  }
  return png(size, pixels)
}

function appIcon(size) {
  const margin = size >= 64 ? 0.06 : 0
  const inner = sign({ bold: size < 48 })
  const scale = 0.92
  const placed = (x, y) => inner((x - 0.5) / scale + 0.5, (y - 0.5) / scale + 0.485) * scale
  return render(size, [
    [box(0.5, 0.5, 1 - 2 * margin, 1 - 2 * margin, 0.21), ACCENT],
    [placed, WHITE],
  ])
}

/** The sign of a state, inside a disc around (x, y). */
const marksAt = (badge) => ({
  working: disc(badge.x, badge.y, 0.09),
  paused: any(box(badge.x - 0.085, badge.y, 0.085, 0.26, 0.01), box(badge.x + 0.085, badge.y, 0.085, 0.26, 0.01)),
  attention: any(box(badge.x, badge.y - 0.055, 0.085, 0.2, 0.02), disc(badge.x, badge.y + 0.125, 0.05)),
  error: any(turned(badge, Math.PI / 4), turned(badge, -Math.PI / 4)),
})

/** Colour for Linux and Windows; for macOS black on nothing, where the system chooses the colour. */
function trayIcon(size, state, { isTemplate }) {
  const ink = isTemplate ? BLACK : TRAY_INK
  const scale = 1.12
  const inner = sign({ bold: true })
  const placed = (x, y) => inner((x - 0.5) / scale + 0.5, (y - 0.5) / scale + 0.5) * scale
  const colour = isTemplate ? BLACK : STATES[state]
  if (state === 'idle') return render(size, [[placed, ink]])
  const badge = { x: 0.74, y: 0.74, r: 0.25 }
  const hole = disc(badge.x, badge.y, badge.r + 0.07)
  const plain = disc(badge.x, badge.y, badge.r)
  const marks = marksAt(badge)
  const layers = [[without(placed, hole), ink], [without(plain, marks[state]), colour]]
  if (!isTemplate) layers.push([both(marks[state], plain), WHITE])
  return render(size, layers)
}

/** Over the icon in the taskbar of Windows: the mark alone. */
function overlayIcon(size, state) {
  const spread = 0.5 / 0.25
  const at = (shape) => (x, y) => shape((x - 0.5) / spread + 0.74, (y - 0.5) / spread + 0.74) * spread
  return render(size, [[at(disc(0.74, 0.74, 0.24)), STATES[state]], [at(marksAt({ x: 0.74, y: 0.74 })[state]), WHITE]])
}

function turned({ x: cx, y: cy }, angle) {
  const bar = box(0, 0, 0.3, 0.085, 0.02)
  return (x, y) => bar((x - cx) * Math.cos(angle) + (y - cy) * Math.sin(angle), (y - cy) * Math.cos(angle) - (x - cx) * Math.sin(angle))
}

function png(size, pixels) {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y += 1) pixels.copy(rows, y * (size * 4 + 1) + 1, y * size * 4, (y + 1) * size * 4)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const result = Buffer.alloc(body.length + 8)
  result.writeUInt32BE(data.length, 0)
  body.copy(result, 4)
  result.writeUInt32BE(crc32(body), body.length + 4)
  return result
}

function crc32(bytes) {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** macOS: the sizes the Finder asks for, each as PNG, under the names that Apple gave them. */
function icns() {
  const kinds = { icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 }
  const drawn = new Map([...new Set(Object.values(kinds))].map((size) => [size, appIcon(size)]))
  const parts = Object.entries(kinds).map(([kind, size]) => {
    const head = Buffer.alloc(8)
    head.write(kind, 0, 'latin1')
    head.writeUInt32BE(drawn.get(size).length + 8, 4)
    return Buffer.concat([head, drawn.get(size)])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 0, 'latin1')
  head.writeUInt32BE(8 + parts.reduce((sum, { length }) => sum + length, 0), 4)
  return Buffer.concat([head, ...parts])
}

/** Windows: the sizes Explorer asks for, each as PNG. */
function ico(sizes) {
  const images = sizes.map(appIcon)
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let offset = head.length
  images.forEach((image, i) => {
    const at = 6 + 16 * i
    head.set([sizes[i] % 256, sizes[i] % 256, 0, 0, 1, 0, 32, 0], at)
    head.writeUInt32LE(image.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += image.length
  })
  return Buffer.concat([head, ...images])
}

mkdirSync(trayFolder, { recursive: true })
const linuxIcons = join(import.meta.dirname, 'icons')
mkdirSync(linuxIcons, { recursive: true })
for (const size of [16, 22, 24, 32, 48, 64, 128, 256, 512]) writeFileSync(join(linuxIcons, `${size}x${size}.png`), appIcon(size))
writeFileSync(join(import.meta.dirname, 'icon.png'), appIcon(512))
writeFileSync(join(import.meta.dirname, 'icon.icns'), icns())
writeFileSync(join(import.meta.dirname, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]))
writeFileSync(join(trayFolder, 'window.png'), appIcon(128))
for (const state of ['paused', 'attention', 'error']) writeFileSync(join(trayFolder, `overlay-${state}.png`), overlayIcon(32, state))
for (const state of Object.keys(STATES)) {
  for (const size of [16, 22, 32]) writeFileSync(join(trayFolder, `tray-${state}-${size}.png`), trayIcon(size, state, { isTemplate: false }))
  for (const size of [16, 32]) writeFileSync(join(trayFolder, `tray-${state}-template-${size}.png`), trayIcon(size, state, { isTemplate: true }))
}
