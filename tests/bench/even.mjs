// Asks a server evenly, however late its answers are: the next ask does not wait for the last one.
// Reads {asks, rate, seconds} (JSON); writes what each ask took, counted from when it was due.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { anew, took } from './took.mjs'

const { asks, rate, seconds } = JSON.parse(readFileSync(0, 'utf8'))
const agent = new Agent({ keepAlive: true })
const found = asks.map(() => ({ spent: [], bytes: 0, later: 0, failed: 0 }))

function ask({ url, method, turns }, told, turn) {
  const due = performance.now()
  const { headers, body } = turns[turn % turns.length]
  return new Promise((resolve) => {
    const failed = () => resolve((told.failed += 1))
    const sent = request(url, { method, headers, agent, timeout: 10_000 }, (answer) => {
      answer.on('data', (part) => (told.bytes += part.length))
      answer.on('end', () => {
        told.spent.push(performance.now() - due)
        if (answer.statusCode === 503) told.later += 1
        else if (answer.statusCode >= 400) told.failed += 1
        resolve()
      })
    })
    sent.on('error', failed).on('timeout', () => sent.destroy())
    sent.end(anew(body))
  })
}

const due = Array.from({ length: rate * seconds }, (_, number) => number)
await Promise.all(due.map((number) => new Promise((resolve) => setTimeout(
  () => ask(asks[number % asks.length], found[number % asks.length], Math.floor(number / asks.length)).then(resolve),
  (1000 * number) / rate))))
agent.destroy()
process.stdout.write(JSON.stringify(found.map(({ spent, bytes, ...rest }, number) => {
  return {
    name: asks[number].name,
    users: 0,
    rate: spent.length / seconds,
    ...took(spent),
    kb: bytes / Math.max(1, spent.length) / 1024,
    ...rest,
    failed: rest.failed + !spent.length,
  }
})))
