// Asks a server as many people at once. Reads steps (JSON), each a list of asks that run side by
// side; writes what each ask took. "{uuid}" in a body is another one each time: sent anew, not again.
import autocannon from 'autocannon'
import { readFileSync } from 'node:fs'
import { anew, took } from './took.mjs'

async function ask({ name, body, ...how }) {
  const setup = body?.includes('{uuid}') ? { requests: [{ body, setupRequest: (request) => ({ ...request, body: anew(body) }) }] } : { body }
  const spent = []
  const asking = autocannon({ ...how, ...setup })
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

const told = []
for (const step of JSON.parse(readFileSync(0, 'utf8'))) told.push(...(await Promise.all(step.map(ask))))
process.stdout.write(JSON.stringify(told))
