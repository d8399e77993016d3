// The clients of scripts/bench-ledger: one after the other, so that a figure is what somebody waits who asks alone.
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { ask, memory, must } from './load.mjs'
import { sql, statementsOf } from './statements.mjs'

const { BRANCHES, ITEMS, PORT, SERVICE, REQUESTS = '200', PLANS } = process.env
const accounts = { root: 'office', committee: 'secretary1', branch: 'secretary2' }
const passwords = new Map(
  readFileSync(new URL('../../seeds/demo/accounts.csv', import.meta.url), 'utf8').split('\n').map((line) => line.split(',')),
)
const who = {}
for (const [place, username] of Object.entries(accounts)) {
  const answer = await ask('POST', '/session', undefined, { username, password: passwords.get(username) })
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`)
  who[place] = answer.headers['set-cookie'][0].split(';')[0]
}
const lists = {
  'due first': '',
  'latest change': 'sort=-updatedAt',
  'number': 'sort=number',
  'by organisation': 'sort=organization',
  'by person': 'sort=responsible',
  'by state': 'sort=state',
  'overdue': 'overdue=true',
  'submitted': 'state=SUBMITTED',
  'integrity, closed': 'dimension=INTEGRITY&state=CLOSED',
  'q of two characters': `q=${encodeURIComponent('淤堵')}`,
  'q that one item has': `q=${encodeURIComponent('（4711）')}`,
  'q that none has': `q=${encodeURIComponent('飞机')}`,
}
const of = (times, share) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1)
const line = (name, times) => `  ${name.padEnd(24)} p50 ${of(times, 0.5).padStart(8)}   p95 ${of(times, 0.95).padStart(8)}   p99 ${of(times, 0.99).padStart(8)}`

console.log(`${ITEMS} items of ${BRANCHES} branches; ms`)
for (const [place, cookie] of Object.entries(who)) {
  const account = sql(`select id from account where username = '${accounts[place]}'`)
  console.log(`\n${place}`)
  for (const [name, query] of Object.entries(lists)) {
    const path = `/rectification-items?limit=50&${query}`
    await must('GET', path, cookie)
    const { next } = await must('GET', path, cookie)
    const times = []
    for (let n = 0; n < Number(REQUESTS); n++) {
      const start = performance.now()
      await must('GET', n % 2 && next ? `${path}&cursor=${next}` : path, cookie)
      times.push(performance.now() - start)
    }
    const asked = (await statementsOf(() => must('GET', path, cookie), [account])).filter((one) => one.text.includes('rectification_item'))
    const text = asked[0]?.text.replace(/\$(\d+)/g, (_, n) => {
      const value = asked[0].values[n - 1]
      return value === null || value === undefined ? 'null' : `'${value.replaceAll("'", "''")}'`
    })
    const plan = text ? sql(`explain (analyze, timing off) ${text}`) : ''
    console.log(`${line(name, times)}   the list's statement alone ${/Execution Time: ([\d.]+)/.exec(plan)?.[1] ?? '?'}`)
    if (PLANS && place === PLANS) console.log(plan)
  }
  for (const [name, path] of [['by day', '/rectification-items/by-day'], ['by state', '/rectification-items/by-state']]) {
    const times = []
    for (let n = 0; n < 10; n++) {
      const start = performance.now()
      await must('GET', path, cookie)
      times.push(performance.now() - start)
    }
    console.log(line(name, times))
  }
}
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${SERVICE}/status`, 'utf8'))[1]) / 1024
for (const format of ['csv', 'xlsx']) {
  const before = resident()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, resident())), 200)
  const start = performance.now()
  const bytes = await new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: PORT, path: `/api/v1/rectification-items/export?format=${format}`, headers: { cookie: who.root } }, (answer) => {
      let all = 0
      answer.on('data', (part) => (all += part.length))
      answer.on('end', () => resolve(all))
      answer.on('error', reject)
    })
      .on('error', reject)
      .end()
  })
  clearInterval(watch)
  const seconds = (performance.now() - start) / 1000
  console.log(`\nexport ${format}: ${seconds.toFixed(1)} s, ${Math.round(ITEMS / seconds)} rows/s, ${(bytes / 1e6).toFixed(1)} MB; resident ${Math.round(before)} → at most ${Math.round(most)} MB`)
}
console.log(`\nservice afterwards: ${memory()}`)
process.exit(0)
