// The stories of the docs, each with the command that tells it: what it tells must be what is printed there.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readScenario } from '@civitas/districts/scenario-file'
import { chronicleOfSeed } from './from-lockstep.ts'
import { tellStory } from './tell.ts'

const STORIES = join(import.meta.dirname, '../../docs/stories')
const COMMAND = /`npm run story -- --resident (\d+) --day (\d+) --seed (\d+)`/
const TEXT = /```text\n([\s\S]*?)\n```/

export interface Published {
  who: string
  day: number
  seed: number
  text: string
}

/** What a page says it prints. Throws when it names no command, or prints nothing. */
export function publishedIn(page: string): Published {
  const [, who = '', day, seed] = COMMAND.exec(page) ?? []
  const text = TEXT.exec(page)?.[1]
  if (!who || text === undefined) throw new Error('no command of a story, or no text')
  return { who, day: Number(day), seed: Number(seed), text }
}

/** Tells all of them anew; names of the pages that print something else. With `update` they print it from then on. */
export async function retellAll({ update }: { update: boolean }): Promise<string[]> {
  const scenario = await readScenario('default')
  const stale: string[] = []
  for (const name of readdirSync(STORIES).filter((file) => file.endsWith('.md') && file !== 'README.md')) {
    const path = join(STORIES, name)
    const page = readFileSync(path, 'utf8')
    const { who, day, seed, text } = publishedIn(page)
    const told = tellStory(chronicleOfSeed({ scenario, seed, who, day })).trimEnd()
    if (told === text) continue
    stale.push(name)
    // By a function: a story may hold what looks like a pattern.
    if (update)
      writeFileSync(
        path,
        page.replace(TEXT, () => `\`\`\`text\n${told}\n\`\`\``),
      )
  }
  return stale
}
