// The writers of scripts/bench: each adds lines to the log of an item, over HTTP with sign-in, scope and idempotency key.
import { appendFileSync, readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'

const { NAME, PORT, RESULTS, SECONDS_EACH = '15', WRITERS = '16' } = process.env
const base = `http://127.0.0.1:${PORT}/api/v1`

async function write() {
  const signedIn = await fetch(`${base}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'secretary1', password: 'zhixing-secretary-2026' }),
  })
  if (!signedIn.ok) throw new Error(`sign-in: ${signedIn.status} ${await signedIn.text()}`)
  const cookie = signedIn.headers.get('set-cookie').split(';')[0]
  const items = (await (await fetch(`${base}/rectification-items?limit=50`, { headers: { cookie } })).json()).items
  const times = []
  let counting = false
  let over = false
  const one = async (n) => {
    while (!over) {
      const start = performance.now()
      const answer = await fetch(`${base}/rectification-items/${items[n % items.length].id}/log`, {
        method: 'POST',
        headers: { cookie, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
        body: JSON.stringify({ note: '已清淤 800 米，剩余本周完成' }),
      })
      await answer.arrayBuffer()
      if (answer.status !== 201) throw new Error(`write: ${answer.status}`)
      if (counting) times.push(performance.now() - start)
    }
  }
  const writers = Array.from({ length: Number(WRITERS) }, (_, n) => one(n))
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  counting = true
  await new Promise((resolve) => setTimeout(resolve, Number(SECONDS_EACH) * 1000))
  over = true
  await Promise.all(writers)
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.floor(times.length * share)].toFixed(1)
  const rate = times.length / Number(SECONDS_EACH)
  console.log(`${NAME}: ${rate.toFixed(0)} writes/s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`)
  appendFileSync(RESULTS, `${NAME}\t${rate}\n`)
}

function report() {
  const rates = new Map()
  for (const line of readFileSync(RESULTS, 'utf8').trim().split('\n')) {
    const [name, rate] = line.split('\t')
    rates.set(name, [...(rates.get(name) ?? []), Number(rate)])
  }
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
  const ground = median(rates.get('without the record'))
  console.log(`\nmedian of ${rates.get('without the record').length}, ${WRITERS} writers; without the record = 1.00`)
  for (const [name, values] of rates) console.log(`  ${(median(values) / ground).toFixed(2)}  ${name}`)
}

await (process.argv[2] === 'report' ? report() : write())
