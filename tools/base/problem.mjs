/** A failure that the person at the terminal can act on: what happened, and what to do now. */
export class Problem extends Error {
  constructor(message, { hint, details, cause } = {}) {
    super(message, { cause })
    this.name = 'Problem'
    this.hint = hint
    this.details = details
  }
}

const COLOURS = /\u001b\[[0-9;]*m/g

/** Prints a failure to stderr: a Problem as sentences, anything else (a bug of ours) with its stack. */
export function printProblem(error) {
  if (!(error instanceof Problem)) {
    process.stderr.write(`${error?.stack ?? error}\n`)
    return
  }
  process.stderr.write(`\nfilemill: ${error.message}\n`)
  const details = error.details?.replace(COLOURS, '').trim()
  if (details) process.stderr.write(`${details.replace(/^/gm, '  | ')}\n`)
  if (error.cause) process.stderr.write(`  because: ${error.cause.message ?? error.cause}\n`)
  if (error.hint) process.stderr.write(`  what to do: ${error.hint}\n`)
}
