#!/usr/bin/env node
/**
 * Holds the catalogues to the texts in the source: each text is translated once, each translation is said somewhere and
 * takes the same values. `--fix` puts each translation where it belongs and drops those that nothing says;
 * `--missing` prints, by language, what is untranslated as JSON to be filled in.
 */
import { IntlMessageFormat } from 'intl-messageformat'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './base/project.mjs'
import { homeOf, readCatalogues, sourcesWithTexts, writeCatalogue } from './words/catalogues.mjs'
import { readTexts } from './words/read-texts.mjs'

const LANGUAGES = ['de']

/** @returns {Map<string, { isMessage: boolean, places: { path: string, line: number }[] }>} by English text */
function textsOf(root) {
  const texts = new Map()
  for (const path of sourcesWithTexts(root)) {
    for (const { text, isMessage, line } of readTexts(path, readFileSync(join(root, path), 'utf8'))) {
      const known = texts.get(text) ?? { isMessage: false, places: [] }
      known.isMessage ||= isMessage
      known.places.push({ path, line })
      texts.set(text, known)
    }
  }
  return texts
}

/** The faults of the catalogues under `root`, each a sentence. */
export function checkWords(root) {
  const texts = textsOf(root)
  const faults = []
  const where = (text) => texts.get(text).places.map(({ path, line }) => `${path}:${line}`)[0]
  for (const [text, { isMessage }] of texts) if (isMessage) faults.push(...messageFaults(text).map((fault) => `${where(text)}: ${JSON.stringify(text)} ${fault}`))
  for (const language of LANGUAGES) {
    const seen = new Map()
    for (const { folder, words } of readCatalogues(root).filter((each) => each.language === language)) {
      for (const [text, said] of Object.entries(words)) {
        const name = `${folder}/words.${language}.json: ${JSON.stringify(text)}`
        const known = texts.get(text)
        if (!known) faults.push(`${name} is said nowhere`)
        else if (seen.has(text)) faults.push(`${name} stands in ${seen.get(text)} too`)
        else if (homeOf(known.places.map(({ path }) => path)) !== folder) faults.push(`${name} belongs in ${homeOf(known.places.map(({ path }) => path))}`)
        else if (said.trim() === '') faults.push(`${name} has no translation`)
        else if (known.isMessage) faults.push(...translationFaults(text, said).map((fault) => `${name} ${fault}`))
        seen.set(text, folder)
      }
    }
    for (const text of texts.keys()) if (!seen.has(text)) faults.push(`${where(text)}: ${JSON.stringify(text)} is not in ${language}`)
  }
  return { faults, textCount: texts.size }
}

function messageFaults(text) {
  try {
    namesIn(text)
    return []
  } catch (error) {
    return [`is no message: ${error.message}`]
  }
}

function translationFaults(text, said) {
  try {
    const [wanted, given] = [namesIn(text), namesIn(said)]
    const missing = wanted.filter((name) => !given.includes(name))
    const unknown = given.filter((name) => !wanted.includes(name))
    return [...missing.map((name) => `leaves out {${name}}`), ...unknown.map((name) => `takes {${name}}, which it is not given`)]
  } catch (error) {
    return [`is no message: ${error.message}`]
  }
}

function namesIn(text) {
  const names = new Set()
  const take = (elements) => {
    for (const element of elements) {
      if (element.type >= 1 && element.type <= 6) names.add(element.value)
      for (const option of Object.values(element.options ?? {})) take(option.value)
    }
  }
  take(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names]
}

/** Puts each translation where it belongs and drops those that nothing says. */
export function putInOrder(root) {
  const texts = textsOf(root)
  for (const language of LANGUAGES) {
    const catalogues = readCatalogues(root).filter((each) => each.language === language)
    const said = Object.assign({}, ...catalogues.map(({ words }) => words))
    const byFolder = Object.fromEntries(catalogues.map(({ folder }) => [folder, {}]))
    for (const [text, { places }] of texts) {
      if (said[text] === undefined) continue
      const folder = homeOf(places.map(({ path }) => path))
      byFolder[folder] = { ...byFolder[folder], [text]: said[text] }
    }
    for (const [folder, words] of Object.entries(byFolder)) writeCatalogue(root, language, folder, words)
  }
}

/** What is not translated, by language: to be filled in. */
export function untranslated(root) {
  const texts = textsOf(root)
  const wanted = {}
  for (const language of LANGUAGES) {
    const said = Object.assign({}, ...readCatalogues(root).filter((each) => each.language === language).map(({ words }) => words))
    wanted[language] = Object.fromEntries([...texts.keys()].filter((text) => said[text] === undefined).map((text) => [text, '']))
  }
  return wanted
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--missing')) console.log(JSON.stringify(untranslated(projectRoot), null, 2))
  else {
    if (process.argv.includes('--fix')) putInOrder(projectRoot)
    const { faults, textCount } = checkWords(projectRoot)
    for (const fault of faults) console.error(fault)
    console.log(`words: ${textCount} texts, ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`)
    process.exitCode = faults.length > 0 ? 1 : 0
  }
}
