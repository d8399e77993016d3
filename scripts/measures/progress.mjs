// The clients of scripts/bench-progress: the office at the top asks for the page of the root.
import { ask, beside, memory, signIn } from './load.mjs'
import { pgbench, same, script, sql, statementsOf, steady } from './statements.mjs'

const { BRANCHES, MEMBERS, ROUNDS = '2', SECONDS_EACH } = process.env
const office = await signIn('office')
const account = sql("select id from account where username = 'office'")
let page = ''
const one = async () => {
  const answer = await ask('GET', '/progress', office)
  if (answer.status !== 200) throw new Error(`progress: ${answer.status} ${answer.text}`)
  page = answer.text
}

for (let i = 0; i < 20; i++) await one()
const captured = async () => [account, await statementsOf(one, [account, sql(`select encode(token_hash, 'hex') from account_session where account_id = '${account}' limit 1`)])]
const [, statements] = await steady(captured)
const { self, children } = JSON.parse(page)
console.log(`${BRANCHES} branches, ${MEMBERS} members: the page says ${self.members} members and ${children.items.length} organisations below`)
await beside('the root\'s progress page', statements, one, (s) => pgbench('progress', script(statements, new Map(), ''), s), Number(SECONDS_EACH), Number(ROUNDS))
same(statements, (await steady(captured))[1], 'progress')
console.log(`\n  service afterwards: ${memory()}`)
const { lines } = pgbench('progress', script(statements, new Map(), ''), 3)
console.log('\n  the statements that take longest, ms each with as many clients:')
for (const { ms, what } of lines.sort((a, b) => b.ms - a.ms).slice(0, 4)) console.log(`    ${ms.toFixed(2)}  ${what.slice(0, 90)}`)
process.exit(0)
