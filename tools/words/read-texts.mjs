import { parseSync } from 'vite'

/** What takes an English text as its first argument: src/shared/words/words.ts. */
const CALLS = new Set(['t', 'words', 'inParts'])
/** The part of a page that takes one as `text`: src/renderer/parts/parts-of-text.tsx. */
const ELEMENT = 'PartsOfText'
/** Where a message takes a value: "{name}", "{count, plural, …". */
const PLACE = /\{\w+\s*[,}]/

/**
 * The English texts of one source file that a catalogue translates.
 * @returns {{ text: string, isMessage: boolean, line: number }[]} `isMessage`: with values, so in the syntax of ICU messages; of a text
 * that is said elsewhere, whether it has a place for one
 */
export function readTexts(path, source) {
  const lang = /\.([jt]sx?)$/.exec(path)[1]
  const { program, errors } = parseSync(path, source, { lang })
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)
  const found = []
  const take = (node, isMessage) => {
    for (const text of literals(node)) found.push({ text: text.value, isMessage: isMessage ?? PLACE.test(text.value), line: source.slice(0, text.start).split('\n').length })
  }
  walk(program, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && CALLS.has(node.callee.name) && node.arguments[0]) {
      take(node.arguments[0], node.callee.name === 'words' ? undefined : node.arguments.length > 1)
    }
    if (node.type === 'JSXOpeningElement' && node.name.name === ELEMENT) {
      for (const attribute of node.attributes) if (attribute.name?.name === 'text') take(attribute.value, true)
    }
  })
  return found
}

/** Each text that an expression may come to, where that is written in it. */
function literals(node) {
  if (!node) return []
  if (node.type === 'Literal') return typeof node.value === 'string' ? [{ value: node.value, start: node.start }] : []
  if (node.type === 'TemplateLiteral') return node.expressions.length === 0 ? [{ value: node.quasis[0].value.cooked, start: node.start }] : []
  if (node.type === 'ConditionalExpression') return [...literals(node.consequent), ...literals(node.alternate)]
  if (node.type === 'LogicalExpression') return [...literals(node.left), ...literals(node.right)]
  if (node.type === 'JSXExpressionContainer' || node.type === 'ParenthesizedExpression' || node.type === 'TSAsExpression') return literals(node.expression)
  return []
}

export function walk(node, visit, parents = []) {
  visit(node, parents)
  for (const key in node) {
    const child = node[key]
    for (const each of Array.isArray(child) ? child : [child]) {
      if (each && typeof each === 'object' && typeof each.type === 'string') walk(each, visit, [...parents, node])
    }
  }
}
