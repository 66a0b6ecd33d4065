import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanDirectories, newDirectory, rememberingLog } from '../../test/helpers/directories.ts'
import { DataDirLockedError } from '../errors.ts'
import { silentLog } from '../log.ts'
import { lockDirectory } from './lock.ts'

cleanDirectories()

describe('directory lock', () => {
  test('a living process refuses the second, naming itself and the directory', async () => {
    const directory = await newDirectory()
    const release = await lockDirectory(directory, silentLog)
    const refusal = await lockDirectory(directory, silentLog).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DataDirLockedError)
    expect(refusal).toMatchObject({ pid: process.pid })
    expect(String(refusal)).toContain(directory)
    await release()
    await (
      await lockDirectory(directory, silentLog)
    )()
    expect(await readdir(directory)).toEqual([])
  })

  test('the lock of a dead process is taken over with a log line', async () => {
    const directory = await newDirectory()
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    await writeFile(join(directory, 'lock'), JSON.stringify({ pid: child.pid, startTime: '1', bootId: await bootId() }))
    const log = rememberingLog()
    const release = await lockDirectory(directory, log)
    expect(log.lines).toEqual(['took over the lock of a dead process'])
    await release()
  })

  test.each([
    ['this very number, started at another time', { pid: process.pid, startTime: '1' }],
    ['this very number, before the machine was started again', { pid: process.pid, bootId: 'another' }],
    ['nobody: the file was cut short', undefined],
  ])('a lock is stale when it names %s', async (_what, change) => {
    const directory = await newDirectory()
    const release = await lockDirectory(directory, silentLog)
    const mine = JSON.parse(await readFile(join(directory, 'lock'), 'utf8')) as object
    await release()
    await writeFile(join(directory, 'lock'), change ? JSON.stringify({ ...mine, ...change }) : '{"pid":')
    const log = rememberingLog()
    const again = await lockDirectory(directory, log)
    expect(log.lines).toHaveLength(1)
    await again()
  })

  test('of many who want a stale lock at once, one gets it', async () => {
    const directory = await newDirectory()
    await writeFile(join(directory, 'lock'), 'garbage')
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockDirectory(directory, silentLog)))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('a lock that another process took meanwhile is not given back', async () => {
    const directory = await newDirectory()
    const release = await lockDirectory(directory, silentLog)
    await writeFile(join(directory, 'lock'), 'of somebody else')
    await release()
    expect(await readFile(join(directory, 'lock'), 'utf8')).toBe('of somebody else')
  })
})

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim()
}
