// Clients that ask over HTTP, and the figures of what they and pgbench reached.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { Agent, request } from 'node:http'

const { PORT, SERVICE, DATA_DIR } = process.env
const clients = Number(process.env.CLIENTS)
const agent = new Agent({ keepAlive: true, maxSockets: clients })

/** One request; its status and text. */
export function ask(method, path, cookie, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const asked = request(
      {
        host: '127.0.0.1',
        port: PORT,
        path: `/api/v1${path}`,
        method,
        agent,
        headers: { ...headers, ...(cookie && { cookie }), ...(sent && { 'Content-Type': 'application/json', 'Content-Length': sent.length }) },
      },
      (answer) => {
        const parts = []
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString('utf8') }))
      },
    )
    asked.on('error', reject)
    asked.end(sent)
  })
}

/** One request that must succeed; its JSON. */
export async function must(...what) {
  const answer = await ask(...what)
  if (answer.status >= 300) throw new Error(`${what[0]} ${what[1]}: ${answer.status} ${answer.text.slice(0, 600)}`)
  return JSON.parse(answer.text)
}

export async function signIn(username) {
  const answer = await ask('POST', '/session', undefined, { username, password: `zhixing-${username}-2026` })
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`)
  return answer.headers['set-cookie'][0].split(';')[0]
}

/** Lets the clients do one thing after the other so many times, that the service is compiled before anything counts. */
export async function warmUp(one, requests = Number(process.env.WARM ?? 4_000)) {
  let left = requests
  const client = async () => {
    while (left-- > 0) await one()
  }
  await Promise.all(Array.from({ length: clients }, client))
}

/** Lets the clients do one thing after the other for so many seconds; how long each took in ms, and the CPU they all had. */
export async function load(one, seconds) {
  const times = []
  let over = false
  const client = async () => {
    while (!over) {
      const start = performance.now()
      await one()
      times.push(performance.now() - start)
    }
  }
  const before = cpu()
  const running = Array.from({ length: clients }, client)
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  over = true
  await Promise.all(running)
  return { times, cpu: since(before) }
}

const since = (before) => Object.fromEntries(Object.entries(cpu()).map(([name, ms]) => [name, ms - before[name]]))

/** CPU so far, in ms: the service, of that its compiler, its database, these clients. */
function cpu() {
  const own = process.cpuUsage()
  const database = Number(readFileSync(`${DATA_DIR}/postgres/postmaster.pid`, 'utf8').split('\n')[0])
  let servers = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = statOf(pid)
      if (Number(pid) === database || Number(fields[1]) === database) servers += ticks(fields) + (Number(pid) === database ? ended(fields) : 0)
    } catch {
      // It has ended meanwhile.
    }
  }
  return { service: ticks(statOf(SERVICE)), compiling: compiling(), database: servers, clients: (own.user + own.system) / 1000 }
}

function compiling() {
  const tasks = `/proc/${SERVICE}/task`
  const compilers = readdirSync(tasks).filter((task) => /^C[12] Compiler/.test(readFileSync(`${tasks}/${task}/comm`, 'utf8')))
  return compilers.reduce((sum, task) => sum + ticks(statOf(`${SERVICE}/task/${task}`)), 0)
}

/** From the third field of /proc/<pid>/stat on: state, parent … */
const statOf = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
const ended = (fields) => (Number(fields[13]) + Number(fields[14])) * 10
const ticks = (fields) => (Number(fields[11]) + Number(fields[12])) * 10

export function memory() {
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${SERVICE}/status`, 'utf8'))[1]) / 1024
  const heap = execFileSync(`${process.env.JAVA_HOME}/bin/jcmd`, [SERVICE, 'GC.heap_info'], { encoding: 'utf8' })
  const used = Number(/used (\d+)K/.exec(heap)[1]) / 1024
  return `${rss.toFixed(0)} MB resident, ${used.toFixed(0)} MB of heap in use, garbage included`
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1)

export function figures(times, perSecond) {
  const sorted = [...times].sort((a, b) => a - b)
  return `${perSecond.toFixed(perSecond < 100 ? 1 : 0)}/s, p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms, p99 ${at(sorted, 0.99)} ms`
}

/** Both in turn, so that neither has the quieter machine; what came of it, bare statements = 1.00. */
export async function beside(name, statements, http, bare, seconds, rounds, warm) {
  const times = { http: [], bare: [] }
  const spent = { service: 0, compiling: 0, database: 0, clients: 0 }
  let bareSpent = 0
  let overhead = 0
  await warmUp(http, warm)
  bare(3)
  for (let round = 0; round < rounds; round++) {
    const done = await load(http, seconds)
    times.http.push(...done.times)
    for (const part of Object.keys(spent)) spent[part] += done.cpu[part]
    const before = cpu()
    const asked = bare(seconds)
    bareSpent += since(before).database
    times.bare.push(...asked.times)
    const all = asked.lines.reduce((sum, line) => sum + line.ms, 0)
    overhead += (asked.lines.filter((line) => /^select .* from bench_|^\\set/.test(line.what)).reduce((sum, line) => sum + line.ms, 0) / all || 0) / rounds
  }
  const whole = seconds * rounds
  const rate = { http: times.http.length / whole, bare: times.bare.length / whole / (1 - overhead) }
  console.log(`\n${name}, ${clients} clients, ${statements.length} statements a request, ${rounds} × ${seconds} s in turn`)
  console.log(`  1.00  pgbench, the bare statements: ${figures(times.bare, rate.bare)}`)
  console.log(`        CPU of one: database ${(bareSpent / times.bare.length).toFixed(2)} ms`)
  if (overhead) console.log(`        (its choosing of whom to take next, ${(overhead * 100).toFixed(0)} % of its time, is not counted against it)`)
  console.log(`  ${(rate.http / rate.bare).toFixed(2)}  over HTTP: ${figures(times.http, rate.http)}`)
  const each = (part) => (spent[part] / times.http.length).toFixed(2)
  console.log(`        CPU of one: service ${each('service')} ms (${each('compiling')} ms of it still compiling), database ${each('database')} ms, clients ${each('clients')} ms`)
}
