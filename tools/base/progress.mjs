/**
 * Progress lines on stderr: what is being done now and, when it is done, how long it took. Long work repeats its line
 * every ten seconds, so that a slow network does not look like a hang.
 */
export function createProgress({ quiet = false } = {}) {
  const say = (line) => {
    if (!quiet) process.stderr.write(`filemill: ${line}\n`)
  }
  return {
    say,
    warn: (line) => process.stderr.write(`filemill: ${line}\n`),
    async step(title, work) {
      const startedAt = performance.now()
      const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1)
      say(`${title} …`)
      const pulse = setInterval(() => say(`${title} … still working, ${seconds()} s`), 10_000)
      try {
        const result = await work()
        say(`${title}: done in ${seconds()} s`)
        return result
      } finally {
        clearInterval(pulse)
      }
    },
  }
}
