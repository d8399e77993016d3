// The clients of scripts/bench-study: members who check in, secretaries who save the roll of their thirty.
import { randomUUID } from 'node:crypto'
import { ask, beside, memory, must, signIn, warmUp } from './load.mjs'
import { only, pgbench, record, same, script, sql, statementsOf, steady } from './statements.mjs'

const { SESSIONS = '20', ROLLS = '60', ROUNDS = '2', SECONDS_EACH } = process.env
const seconds = Number(SECONDS_EACH)
const rounds = Number(ROUNDS)
const DAY = 86_400_000
const office = await signIn('office')
const campaign = sql('select id from campaign')
const root = sql('select id from organization where parent_id is null')
const branches = sql('select id from bench_branch order by n').split('\n')

const plan = (title, from, to) =>
  must('POST', '/study-sessions', office, {
    campaignId: campaign,
    organizationId: root,
    branchIds: branches,
    title,
    startsAt: new Date(from).toISOString(),
    endsAt: new Date(to).toISOString(),
  })

/** Sessions of all branches: some that last now, and one in each half-day before, which has been held. */
async function sessions() {
  const now = Date.now()
  const live = []
  for (let i = 0; i < Number(SESSIONS); i++) live.push((await plan(`联合学习之${i}`, now - 60_000, now + 5 * 3_600_000)).id)
  const held = []
  const midnight = Math.floor((now + DAY / 3) / DAY) * DAY - DAY / 3
  for (let i = 0; i < Number(ROLLS); i++) {
    const from = midnight - (1 + (i >> 1)) * DAY + (i % 2 ? 14.5 : 8.5) * 3_600_000
    const { id } = await plan(`已举行学习之${i}`, from, from + 3 * 3_600_000)
    await must('POST', `/study-sessions/${id}/transitions`, office, { to: 'HELD' })
    held.push(id)
  }
  return { live, held }
}

const list = (ids) => `unnest('{${ids.join(',')}}'::uuid[]) with ordinality`

/** Who is next, in a made-up order in which nobody comes twice before all have come once. */
function queue({ live, held }) {
  sql(`create table bench_check_in as select row_number() over (order by s.ordinality, md5(a.id::text || s.ordinality)) as n,
         a.id as account, '\\x' || encode(sha256(a.id::text::bytea), 'hex') as token, a.member, a.branch, s.session
       from bench_account a, ${list(live)} s(session, ordinality) where a.member is not null`)
  sql(`create table bench_roll as select row_number() over (order by s.ordinality, md5(a.id::text || s.ordinality)) as n,
         a.id as account, '\\x' || encode(sha256(a.id::text::bytea), 'hex') as token, a.branch, s.session,
         (select date from study_session where id = s.session) as date, (select half from study_session where id = s.session) as half,
         (select array_agg(m.member order by m.m) from bench_account m where m.branch = a.branch and m.member is not null) as members
       from bench_account a, ${list(held)} s(session, ordinality) where a.member is null`)
  for (const what of ['check_in', 'roll']) {
    sql(`alter table bench_${what} add primary key (n); create sequence bench_next_${what}; analyze bench_${what}`)
  }
}

/** The clients over HTTP and pgbench draw from one queue, so that whoever has come does not come again. */
function drawing(what, columns) {
  const rows = sql(`select ${columns.join(', ')} from bench_${what} order by n`)
    .split('\n')
    .map((line) => Object.fromEntries(line.split('|').map((value, i) => [columns[i], value])))
  let next = 0
  const enough = () => {
    if (next >= rows.length) throw new Error(`all ${rows.length} are through: more sessions are needed (SESSIONS, ROLLS)`)
  }
  return {
    next() {
      enough()
      return rows[next++]
    },
    /** What is drawn by pgbench meanwhile. */
    elsewhere(run) {
      enough()
      sql(`select setval('bench_next_${what}', ${next + 1}, false)`)
      const result = run()
      next = Number(sql(`select last_value from bench_next_${what}`))
      return result
    },
  }
}

const fetching = (what, columns) =>
  `select ${columns.join(', ')}, uuidv7() as event, '\\x' || encode(sha256(uuidv7()::text::bytea), 'hex') as place, ` +
  `(random() * 9e18)::bigint as lock from bench_${what} where n = (select nextval('bench_next_${what}')) \\gset`

const keyed = (statements) => [
  [only(statements, /from idempotency_record/).values[0], 'place'],
  [only(statements, /pg_try_advisory_xact_lock/).values[0], 'lock'],
]

async function checkIns(live) {
  const queue = drawing('check_in', ['account', 'token', 'member', 'branch', 'session'])
  const codes = new Map()
  const codeOf = (session) => {
    const known = codes.get(session)
    if (known && known.until > Date.now()) return known.code
    const code = must('GET', `/study-sessions/${session}/check-in-codes?branch=${branches[0]}`, office).then((shown) => shown.code)
    codes.set(session, { code, until: Date.now() + 10_000 })
    return code
  }
  const one = async (who = queue.next()) => {
    const code = await codeOf(who.session)
    const answer = await ask('POST', '/check-ins', `zhixing_session=${who.account}`, { code }, { 'Idempotency-Key': randomUUID() })
    if (answer.status !== 201) throw new Error(`check-in: ${answer.status} ${answer.text}`)
  }
  await warmUp(one, 100)
  const captured = async () => {
    const who = queue.next()
    await codeOf(who.session)
    return [who, await statementsOf(() => one(who), [who.account, who.token])]
  }
  const [who, statements] = await steady(captured)
  const names = new Map([...Object.entries(who).map(([name, value]) => [value, name]), ...keyed(statements)])
  const text = script(statements, names, fetching('check_in', Object.keys(who)), [
    ...record,
    [/from session_branch .* for no key update/, () => ({ after: ' \\gset place_' })],
    [
      /^update session_branch/,
      (update) => {
        const place = (column) => Number(new RegExp(`\\b${column}=\\$(\\d+)`).exec(update)[1])
        return {
          at: {
            [place('checked_in')]: ':place_checked_in + 1',
            [place('version')]: ':place_version + 1',
            [Number(/and version=\$(\d+)$/.exec(update)[1])]: ':place_version',
          },
        }
      },
    ],
  ])
  const counted = () => sql('select count(*) || chr(32) || (select sum(checked_in) from session_branch) from check_in')
  await beside('check-ins', statements, one, (s) => queue.elsewhere(() => pgbench('check-in', text, s)), seconds, rounds)
  const [rows, sum] = counted().split(' ')
  if (rows !== sum) throw new Error(`${rows} check-ins were kept, but the sessions count ${sum}: the script does not do what the request does`)
  same(statements, (await steady(captured))[1], 'check-in')
  console.log(`        ${rows} check-ins are kept, and the sessions count as many`)
}

async function rolls() {
  const queue = drawing('roll', ['account', 'token', 'branch', 'session', 'date', 'half', 'members'])
  const one = async (which = queue.next()) => {
    const entries = which.members
      .slice(1, -1)
      .split(',')
      .map((memberId, i) => ({ memberId, status: i % 10 ? 'PRESENT' : 'ABSENT' }))
    const answer = await ask('PUT', `/study-sessions/${which.session}/attendance?branch=${which.branch}`, `zhixing_session=${which.account}`, { entries }, {
      'If-Match': '"0"',
      'Idempotency-Key': randomUUID(),
    })
    if (answer.status !== 200) throw new Error(`roll: ${answer.status} ${answer.text.slice(0, 600)}`)
  }
  await warmUp(one, 100)
  const captured = async () => {
    const which = queue.next()
    return [which, await statementsOf(() => one(which), [which.account, which.token])]
  }
  const [which, statements] = await steady(captured)
  const members = which.members.slice(1, -1).split(',')
  const names = new Map([
    ...['account', 'token', 'branch', 'session', 'date', 'half'].map((name) => [which[name], name]),
    ...members.map((member, i) => [member, `m${i + 1}`]),
    ...keyed(statements),
  ])
  const columns = ['account', 'token', 'branch', 'session', 'date', 'half', ...members.map((_, i) => `members[${i + 1}] as m${i + 1}`)]
  const text = script(statements, names, fetching('roll', columns), record)
  const before = { marks: Number(sql('select count(*) from attendance')), rolls: 0 }
  let taken = 0
  const http = async () => {
    await one()
    taken++
  }
  const bare = (s) => {
    const done = queue.elsewhere(() => pgbench('roll', text, s))
    taken += done.times.length
    return done
  }
  await beside('rolls of thirty', statements, http, bare, seconds, rounds, 800)
  const marks = Number(sql('select count(*) from attendance')) - before.marks
  if (marks !== taken * 30) throw new Error(`${taken} rolls were saved, but ${marks} marks are kept: the script does not do what the request does`)
  same(statements, (await steady(captured))[1], 'roll')
  console.log(`        ${taken} rolls were saved, and ${marks} marks are kept`)
}

const ready = await sessions()
queue(ready)
await checkIns(ready.live)
await rolls()
console.log(`\n  service afterwards: ${memory()}`)
process.exit(0)
