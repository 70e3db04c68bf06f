// What both ways of asking share: a body that is another one each time, and what answers took.
import { randomUUID } from 'node:crypto'

export const anew = (body) => body?.replaceAll('{uuid}', () => randomUUID())

export function took(spent) {
  const sorted = [...spent].sort((one, other) => one - other)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
