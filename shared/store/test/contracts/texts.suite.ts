import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/index.ts'
import { newName, newPlace, tickOf } from '../helpers/make.ts'

export function textsSuite(store: () => Store): void {
  describe('Texts', () => {
    test('[DET-5] words lie beside the tick that named them', async () => {
      const place = await newPlace(store())
      const [said, thought, later] = [newName(), newName(), newName()]
      const text = 'Grüß Gott, 市民! "quoted" \\ \u{1f35e}'
      await store().tickLog.commit([
        tickOf(place, 1, {
          texts: [
            { id: said, kind: 'speech', text },
            { id: thought, kind: 'reasoning', text: 'I am hungry.' },
          ],
        }),
        tickOf(place, 2, { texts: [{ id: later, kind: 'speech', text: 'Later.' }] }),
      ])
      expect(await store().texts.get([said, later, newName()])).toEqual(
        new Map([
          [said, text],
          [later, 'Later.'],
        ]),
      )
      expect(await store().texts.get([])).toEqual(new Map())
    })
  })
}
