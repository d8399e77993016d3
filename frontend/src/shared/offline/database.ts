import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Change } from './change'

/** An answer of the service that can be read without a connection. */
export interface Kept {
  account: string
  /** The path and query that it answers. */
  path: string
  body: string
  etag: string | null
  /** When it was read, in milliseconds. */
  at: number
}

interface Stores extends DBSchema {
  kept: { key: [string, string]; value: Kept }
  /** In the order in which they were made: the key counts up, whatever the device's clock does. */
  changes: { key: number; value: Change; indexes: { account: string } }
}

let opened: Promise<IDBPDatabase<Stores>> | undefined

/** What this device keeps. Refused where storage is full or forbidden. */
export function database() {
  opened ??= openDB<Stores>('zhixing', 1, {
    upgrade(db) {
      db.createObjectStore('kept', { keyPath: ['account', 'path'] })
      db.createObjectStore('changes', { keyPath: 'n', autoIncrement: true }).createIndex('account', 'account')
    },
    blocking: forget,
    terminated: () => (opened = undefined),
  }).catch((failure: unknown) => {
    opened = undefined
    throw failure
  })
  return opened
}

/** Lets go of the database; the next use opens it again. */
export function forget() {
  void opened?.then((db) => db.close()).catch(() => {})
  opened = undefined
}
