import { parseSync } from 'vite'

/**
 * Every import of one source file: static, re-export, dynamic, `require`, and types written as import('…').
 * @returns {{ specifier: string, line: number, isTypeOnly: boolean }[]}
 */
export function readImports(path, source) {
  const lang = /\.([cm]?[jt]sx?)$/.exec(path)[1].replace(/^[cm]/, '')
  const { module, errors, comments } = parseSync(path, source, { lang })
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)

  const lineStarts = lineStartsOf(source)
  const found = []
  const seenAt = new Set()
  const add = (specifier, start, isTypeOnly) => {
    if (seenAt.has(start)) return
    seenAt.add(start)
    found.push({ specifier, line: lineOf(lineStarts, start), isTypeOnly })
  }

  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, moduleRequest.start, entries.length > 0 && entries.every((entry) => entry.isType))
  }
  for (const { entries } of module.staticExports) {
    const requests = entries.filter((entry) => entry.moduleRequest)
    if (requests.length === 0) continue
    const { value, start } = requests[0].moduleRequest
    add(value, start, requests.every((entry) => entry.isType))
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = literalValue(source.slice(moduleRequest.start, moduleRequest.end))
    if (literal !== undefined) add(literal, moduleRequest.start, false)
  }
  const code = withoutComments(source, comments)
  for (const match of code.matchAll(/\bimport\s*\(\s*(['"])([^'"\n]+)\1/g)) {
    add(match[2], match.index + match[0].length - match[2].length - 2, true) // what the parser did not list is a type
  }
  for (const match of code.matchAll(/\brequire(?:\.resolve)?\s*\(\s*(['"`])([^'"`\n$]+)\1/g)) {
    add(match[2], match.index + match[0].length - match[2].length - 2, false)
  }
  return found.sort((a, b) => a.line - b.line)
}

function literalValue(text) {
  return /^(['"`])([^$]*)\1$/s.exec(text.trim())?.[2]
}

function withoutComments(source, comments) {
  let code = source
  for (const { start, end } of comments) {
    code = code.slice(0, start) + code.slice(start, end).replace(/[^\n]/g, ' ') + code.slice(end)
  }
  return code
}

function lineStartsOf(source) {
  const starts = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function lineOf(starts, offset) {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle] <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}
