// What one request asks the database, read from the server's log, and made into a script for pgbench.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'

const log = `${process.env.DATA_DIR}/postgres/log/statements.json`
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

export const sql = (text) =>
  execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8', maxBuffer: 1 << 28 }).trim()

/**
 * The statements of one request, in their order. Of what the log holds meanwhile those transactions are the request's
 * that name one of its marks, such as the account's id; what the service does by itself names none.
 */
export async function statementsOf(request, marks) {
  const from = existsSync(log) ? statSync(log).size : 0
  sql("alter system set log_statement = 'all'")
  sql('select pg_reload_conf()')
  await pause(1_000)
  await request()
  sql('alter system reset log_statement')
  sql('select pg_reload_conf()')
  await pause(1_000)
  const transactions = []
  const open = new Map()
  for (const line of readFileSync(log).subarray(from).toString('utf8').trim().split('\n')) {
    const { pid, message, detail = '' } = JSON.parse(line)
    const text = /^(?:statement|execute [^:]+): ([^]*)$/.exec(message)?.[1].trim()
    if (!text) continue
    if (/^begin$/i.test(text)) {
      open.set(pid, { statements: [], named: false })
      transactions.push(open.get(pid))
    }
    const transaction = open.get(pid) ?? { statements: [], named: false }
    if (!open.has(pid)) transactions.push(transaction) // A statement that commits by itself.
    transaction.statements.push({ text, values: valuesOf(detail) })
    transaction.named ||= marks.some((mark) => detail.includes(mark))
    if (/^(commit|rollback)$/i.test(text)) open.delete(pid)
  }
  return transactions.filter((one) => one.named).flatMap((one) => one.statements)
}

/** `Parameters: $1 = 'a', $2 = NULL` as a list; a quote within a value is doubled. */
function valuesOf(detail) {
  return [...detail.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map((found) => found[1]?.replaceAll("''", "'") ?? null)
}

/** Captures until two requests in a row have asked the same: now and then one asks more, as when a session's use is noted. */
export async function steady(capture) {
  let [who, before] = await capture()
  for (let i = 0; i < 5; i++) {
    const [next, now] = await capture()
    if (shape(before) === shape(now)) return [next, now]
    ;[who, before] = [next, now]
  }
  throw new Error(`no two requests in a row asked the same; the last, of ${JSON.stringify(who)}, asked ${before.length} statements`)
}

const shape = (statements) => statements.map((one) => one.text).join('\n')

const absent = (list) => (one) => !list.some((other) => other.text === one.text)

/** Fails when requests ask something else than the one the script was made from; how often one of them is asked, as for each sum that changes, may differ. */
export function same(made, now, name) {
  const [more, less] = [now.filter(absent(made)), made.filter(absent(now))].map((list) => list.map((one) => one.text))
  if (more.length + less.length > 0) {
    throw new Error(`${name}: later requests do not ask what the script was made from. Besides: ${more.join('; ')}. Not: ${less.join('; ')}`)
  }
}

/** The one statement that matches; without it the measure is out of step with the product. */
export function only(statements, pattern) {
  const found = statements.filter((one) => pattern.test(one.text))
  if (found.length !== 1) {
    throw new Error(`${found.length} statements match ${pattern}: the request has changed, and the measure has to follow`)
  }
  return found[0]
}

/**
 * A pgbench script of the statements.
 *
 * @param names pgbench variables by the values they stand for, wherever these occur
 * @param first what the script begins with, such as fetching the variables
 * @param turns what becomes of some statements: pattern, and a function that may name values (`at(3, ':x')`), lines before and what follows
 */
export function script(statements, names, first, turns = []) {
  return [
    first,
    ...statements.map(({ text, values }) => {
      const turn = turns.find(([pattern]) => pattern.test(text))
      const { at = {}, before = '', after = ';' } = turn ? turn[1](text) : {}
      const bare = text.replace(/\s+/g, ' ').replaceAll('::', '\u0000')
      const filled = bare.replace(/\$(\d+)/g, (_, n) => at[n] ?? literal(values[n - 1], names))
      return `${before}${filled.replaceAll('\u0000', '::')}${after}`
    }),
  ].join('\n')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function literal(value, names) {
  if (value === null) return 'null'
  const type = value.startsWith('{') ? '::uuid[]' : UUID.test(value) ? '::uuid' : ''
  if (names.has(value)) return `:${names.get(value)}${type}`
  const parts = split(value, names)
  return parts.length === 1 ? `${quoted(value)}${type}` : `${concat(parts)}${type}`
}

function split(value, names) {
  const found = [...names.keys()].filter((one) => one.length > 20 && value.includes(one))
  if (found.length === 0) return [quoted(value)]
  const anywhere = new RegExp(`(${found.map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`)
  return value
    .split(anywhere)
    .filter((part) => part !== '')
    .map((part) => (names.has(part) ? `:${names.get(part)}::text` : quoted(part)))
}

/** A function takes a hundred arguments at most. */
function concat(parts) {
  if (parts.length <= 90) return `concat(${parts.join(', ')})`
  const groups = []
  for (let i = 0; i < parts.length; i += 90) groups.push(concat(parts.slice(i, i + 90)))
  return concat(groups)
}

/** A colon before a letter would be a variable to pgbench, even within quotes. */
function quoted(text) {
  const plain = (part) => `'${part.replaceAll("'", "''")}'`
  return /:[A-Za-z_0-9]/.test(text) ? `E${plain(text.replaceAll('\\', '\\\\').replace(/:(?=[A-Za-z_0-9])/g, '\\x3a'))}` : plain(text)
}

/** The rows of the record: the head that was read is moved on. */
export const record = [
  [/from audit_head/, () => ({ at: { 2: ':spread' }, before: '\\set spread random(0, 32767)\n', after: ' \\gset head_' })],
  [
    /insert into audit_event/,
    () => ({
      at: { 1: ':event::uuid', 2: ':head_chain', 3: ':next', 18: ':head_hash', 20: ':next', 22: ':head_chain' },
      before: '\\set next :head_sequence + 1\n',
    }),
  ],
]

/** Runs a script for so many seconds: transactions a second, their latencies in ms, and the share of them that the first line took. */
export function pgbench(name, text, seconds) {
  const folder = `${process.env.DATA_DIR}/pgbench`
  execFileSync('mkdir', ['-p', folder])
  const file = `${folder}/${name}.sql`
  writeFileSync(file, text)
  execFileSync('cp', [file, `${import.meta.dirname}/../../.build/bench-${name}.sql`])
  execFileSync('bash', ['-c', `rm -f ${folder}/log.*`])
  const said = execFileSync(
    'pgbench',
    ['-n', '-M', 'prepared', '-c', process.env.CLIENTS, '-j', '2', '-T', String(seconds), '-r', '-l', `--log-prefix=${folder}/log`, '-f', file],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 },
  )
  const times = execFileSync('bash', ['-c', `cat ${folder}/log.*`], { encoding: 'utf8', maxBuffer: 1 << 30 })
    .trim()
    .split('\n')
    .map((line) => Number(line.split(' ')[2]) / 1000)
  const lines = [...said.matchAll(/^ +([\d.]+) +\d+ +(\S.*)$/gm)].map(([, ms, what]) => ({ ms: Number(ms), what }))
  return { times, lines }
}
