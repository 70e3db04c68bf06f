// Asks a server as many people at once. Reads asks (JSON), which come one after the other, each by its
// people in turn; writes what each took. "{uuid}" in a body is another one each time: sent anew, not again.
import autocannon from 'autocannon'
import { readFileSync } from 'node:fs'
import { anew, took } from './took.mjs'

const AT_REST = 50 // milliseconds within which a server answers that has nothing else to do

async function ask({ name, turns, ...how }) {
  let turn = 0
  const inTurn = (request) => {
    const { headers, body } = turns[turn++ % turns.length]
    return { ...request, headers, body: anew(body) }
  }
  const spent = []
  const asking = autocannon({ ...how, ...turns[0], requests: [{ setupRequest: inTurn }] })
  asking.on('response', (client, status, bytes, milliseconds) => spent.push(milliseconds))
  const found = await asking
  const later = found.statusCodeStats?.['503']?.count ?? 0 // told to come again, as phones do
  return {
    name,
    users: how.connections,
    rate: (found['2xx'] + found['3xx']) / found.duration,
    ...took(spent),
    kb: found.throughput.total / Math.max(1, spent.length) / 1024,
    later,
    failed: !spent.length + found['4xx'] + found['5xx'] - later + found.errors + found.timeouts,
  }
}

// What was asked last and not waited for is still being answered: the next ask must not pay for it.
async function rested(url) {
  for (let quick = 0; quick < 5;) {
    const start = performance.now()
    await (await fetch(new URL('/healthz', url))).text()
    quick = performance.now() - start < AT_REST ? quick + 1 : 0
  }
}

const told = []
for (const one of JSON.parse(readFileSync(0, 'utf8'))) {
  told.push(await ask(one))
  await rested(one.url)
}
process.stdout.write(JSON.stringify(told))
