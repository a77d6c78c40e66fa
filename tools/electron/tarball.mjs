import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { createGunzip } from 'node:zlib'
import { Problem } from '../base/problem.mjs'

const BLOCK = 512

/** Copies one member of a .tgz to a file, without unpacking the rest. */
export async function extractTarMember(tarball, member, destination) {
  const stream = createReadStream(tarball).pipe(createGunzip())
  let pending = Buffer.alloc(0)
  let skip = 0
  let remaining = 0
  let output
  for await (const chunk of stream) {
    pending = pending.length ? Buffer.concat([pending, chunk]) : chunk
    while (pending.length > 0) {
      if (output) {
        const part = pending.subarray(0, remaining)
        pending = pending.subarray(part.length)
        remaining -= part.length
        if (!output.write(part)) await once(output, 'drain')
        if (remaining === 0) {
          output.end()
          await once(output, 'finish')
          stream.destroy()
          return
        }
      } else if (skip > 0) {
        const passed = Math.min(skip, pending.length)
        pending = pending.subarray(passed)
        skip -= passed
      } else if (pending.length >= BLOCK) {
        const header = pending.subarray(0, BLOCK)
        pending = pending.subarray(BLOCK)
        const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '')
        const size = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0
        if (name === member) {
          remaining = size
          output = createWriteStream(destination)
          await once(output, 'open')
        } else {
          skip = Math.ceil(size / BLOCK) * BLOCK
        }
      } else {
        break
      }
    }
  }
  throw new Problem(`"${tarball}" holds no "${member}".`, { hint: 'Remove the file and run the command again.' })
}
