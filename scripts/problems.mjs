#!/usr/bin/env node
// Writes docs/problems.md from the words that the service says; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const place = new URL('docs/problems.md', root)

function words(language) {
  const text = readFileSync(new URL(`backend/src/main/resources/problems_${language}.properties`, root), 'utf8')
  return new Map(
    text
      .split('\n')
      .filter((line) => line.includes('=') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).replaceAll("''", "'")]),
  )
}

const zh = words('zh')
const en = words('en')
const lonely = [...zh.keys(), ...en.keys()].filter((key) => !zh.has(key) || !en.has(key))
if (lonely.length > 0) {
  console.error(`said in one language only: ${lonely.join(', ')}`)
  process.exit(1)
}
const rows = [...en.keys()]
  .filter((key) => key.endsWith('.title'))
  .map((key) => key.slice(0, -'.title'.length))
  .sort()
  .map((slug) => `| \`${slug}\` | ${en.get(`${slug}.title`)} | ${zh.get(`${slug}.title`)} | ${en.get(`${slug}.detail`)} |`)
const page = `# Problems

Every refusal is \`application/problem+json\` (RFC 9457). Its \`type\` is \`urn:zhixing:problem:\` and one of the names below; they are stable, the words are not. \`{0}\` and so on are filled in. A \`code\` in \`errors[]\` uses the same names.

| type | title | 标题 | detail |
|---|---|---|---|
${rows.join('\n')}
`
if (process.argv.includes('--check')) {
  if (readFileSync(place, 'utf8') !== page) {
    console.error('docs/problems.md is not what the service says: run scripts/problems')
    process.exit(1)
  }
} else {
  writeFileSync(place, page)
}
