import { expect, test } from 'vitest'
import { draw, layersOf, narrow, step, wide, type Kind, type Node } from './drawing'

const organization = { id: 'o', name: '柳溪村党支部', kind: 'BRANCH' as const }
const node = (kind: Kind, id: string): Node => ({
  kind,
  id,
  text: id,
  state: null,
  organization,
  personal: false,
  link: `/x/${id}`,
})
const chain = {
  center: 'f1',
  nodes: [
    node('FINDING', 'f1'),
    node('FINDING', 'f2'),
    node('CRITERION', 'c1'),
    node('CRITERION', 'c2'),
    node('ITEM', 'i1'),
  ],
  edges: [
    { from: 'c1', to: 'f2' },
    { from: 'c2', to: 'f1' },
    { from: 'f1', to: 'i1' },
    { from: 'f2', to: 'f1' },
  ],
  gaps: [],
  cut: false,
}

test('layers go from what was said to what is done, and each lies near what it hangs on', () => {
  const layers = layersOf(chain)
  expect(layers.map((l) => l.kind)).toEqual(['CRITERION', 'FINDING', 'ITEM'])
  expect(layers[1].nodes.map((n) => n.id)).toEqual(['f2', 'f1'])
})

test('on a wide screen columns stand side by side and no two boxes overlap', () => {
  const { boxes, lines, width } = draw(chain, true, 0)
  const all = [...boxes.values()]
  all.forEach((a, i) =>
    all.slice(i + 1).forEach((b) => {
      const apart = Math.abs(a.x - b.x) >= wide.box.width || Math.abs(a.y - b.y) >= wide.box.height
      expect(apart).toBe(true)
    }),
  )
  expect(lines).toHaveLength(4)
  expect(width).toBe(3 * (wide.box.width + wide.gap.x))
})

test('on a phone everything stands below what comes before it, within the width there is', () => {
  const { boxes, layers, width } = draw(chain, false, 358)
  expect(width).toBe(358)
  expect([...boxes.values()].every((b) => b.x === narrow.gutter)).toBe(true)
  expect(layers.map((l) => l.y)).toEqual([...layers.map((l) => l.y)].sort((a, b) => a - b))
})

test('arrow keys go along the lines and within a layer', () => {
  expect(step(chain, 'f1', 'ArrowRight', true)).toBe('i1')
  expect(step(chain, 'f1', 'ArrowLeft', true)).toBe('c2')
  expect(step(chain, 'f1', 'ArrowUp', true)).toBe('f2')
  expect(step(chain, 'f1', 'ArrowDown', true)).toBeUndefined()
  expect(step(chain, 'f1', 'ArrowDown', false)).toBe('i1')
  expect(step(chain, 'i1', 'Tab', true)).toBeUndefined()
})
