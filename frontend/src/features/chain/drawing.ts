import type { Schemas } from '@/shared/api/client'

export type Node = Schemas['ChainNode']
export type Kind = Node['kind']
type Chain = Schemas['Chain']

/** From what was said to what is done. */
export const kinds: Kind[] = [
  'CONTRIBUTION',
  'REQUIREMENT',
  'CRITERION',
  'FINDING',
  'ITEM',
  'MEASURE',
  'OUTCOME',
]

/** A column on a wide screen, a band on a narrow one. */
export interface Layer {
  kind: Kind
  nodes: Node[]
  /** Where its heading stands, in pixels. */
  x: number
  y: number
}

export interface Box {
  x: number
  y: number
}

export interface Drawing {
  width: number
  height: number
  /** How wide a box is. */
  box: number
  layers: Layer[]
  boxes: Map<string, Box>
  lines: { key: string; path: string; at: [string, string] }[]
}

/** Sizes in pixels; a gutter stands left of the boxes on a narrow screen, for the lines. */
export const wide = { box: { width: 168, height: 104 }, gap: { x: 40, y: 12 }, head: 36, gutter: 0 }
export const narrow = { box: { width: 0, height: 84 }, gap: { x: 0, y: 8 }, head: 40, gutter: 36 }

/** Wider than this a box is no easier to read. */
const widest = 280

/** The layers that have links, each in an order that keeps lines short: near what they hang on. */
export function layersOf(chain: Chain): Omit<Layer, 'x' | 'y'>[] {
  const places = new Map<string, number>()
  return kinds
    .map((kind) => {
      const nodes = chain.nodes.filter((n) => n.kind === kind)
      const weight = new Map(
        nodes.map((node, index) => {
          const before = chain.edges
            .filter((e) => e.to === node.id)
            .map((e) => places.get(e.from))
            .filter((place) => place !== undefined)
          return [
            node.id,
            before.length > 0 ? before.reduce((a, b) => a + b, 0) / before.length : index,
          ] as const
        }),
      )
      nodes.sort((a, b) => (weight.get(a.id) ?? 0) - (weight.get(b.id) ?? 0))
      nodes.forEach((node, index) => places.set(node.id, index))
      return { kind, nodes }
    })
    .filter((layer) => layer.nodes.length > 0)
}

/** Where everything stands: from left to right with room for columns, else from top to bottom in the width there is. */
export function draw(chain: Chain, isWide: boolean, width: number): Drawing {
  const layers = layersOf(chain)
  return isWide ? columns(chain, layers, width) : bands(chain, layers, width)
}

function columns(chain: Chain, layers: Omit<Layer, 'x' | 'y'>[], room: number): Drawing {
  const { gap, head } = wide
  const fair = Math.floor((room + gap.x) / Math.max(layers.length, 1)) - gap.x
  const box = { height: wide.box.height, width: Math.min(widest, Math.max(wide.box.width, fair)) }
  const tallest = Math.max(...layers.map((l) => l.nodes.length), 1)
  const height = head + tallest * (box.height + gap.y)
  const boxes = new Map<string, Box>()
  const placed = layers.map((layer, column) => {
    const x = column * (box.width + gap.x)
    const free = ((tallest - layer.nodes.length) * (box.height + gap.y)) / 2
    layer.nodes.forEach((node, row) => boxes.set(node.id, { x, y: head + free + row * (box.height + gap.y) }))
    return { ...layer, x, y: 0 }
  })
  const lines = between(chain, boxes).map(({ key, at, from, to }) => {
    const y1 = from.y + box.height / 2
    const y2 = to.y + box.height / 2
    if (from.x === to.x) {
      // What was merged hangs together within its column.
      const side = from.x + box.width
      const out = side + gap.x * 0.6
      return { key, at, path: `M${side} ${y1} C${out} ${y1} ${out} ${y2} ${side} ${y2}` }
    }
    const x1 = from.x + box.width
    const middle = (x1 + to.x) / 2
    return { key, at, path: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${to.x} ${y2}` }
  })
  return {
    // Room for a line that goes round within the last column.
    width: layers.length * (box.width + gap.x),
    height,
    box: box.width,
    layers: placed,
    boxes,
    lines,
  }
}

function bands(chain: Chain, layers: Omit<Layer, 'x' | 'y'>[], width: number): Drawing {
  const { box, gap, head, gutter } = narrow
  const boxes = new Map<string, Box>()
  let y = 0
  const placed = layers.map((layer) => {
    const top = y
    y += head
    for (const node of layer.nodes) {
      boxes.set(node.id, { x: gutter, y })
      y += box.height + gap.y
    }
    return { ...layer, x: gutter, y: top }
  })
  const lines = between(chain, boxes).map(({ key, at, from, to }) => {
    const y1 = from.y + box.height / 2
    const y2 = to.y + box.height / 2
    // The farther apart, the farther out to the left.
    const out = Math.max(2, gutter - 8 - Math.abs(y2 - y1) / 24)
    return {
      key,
      at,
      path: `M${gutter} ${y1} C${out} ${y1} ${out} ${y1} ${out} ${(y1 + y2) / 2} S${out} ${y2} ${gutter} ${y2}`,
    }
  })
  return { width, height: y, box: Math.max(0, width - gutter), layers: placed, boxes, lines }
}

function between(chain: Chain, boxes: Map<string, Box>) {
  return chain.edges.flatMap((e) => {
    const from = boxes.get(e.from)
    const to = boxes.get(e.to)
    const at: [string, string] = [e.from, e.to]
    return from && to ? [{ key: `${e.from}-${e.to}`, at, from, to }] : []
  })
}

/** Where an arrow key leads from a link: along a line, or to its neighbour in the layer. */
export function step(chain: Chain, from: string, key: string, isWide: boolean): string | undefined {
  const [back, on, up, down] = isWide
    ? ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
    : ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
  if (key === back) return chain.edges.find((e) => e.to === from)?.from
  if (key === on) return chain.edges.find((e) => e.from === from)?.to
  if (key !== up && key !== down) return undefined
  const layer = layersOf(chain).find((l) => l.nodes.some((n) => n.id === from))?.nodes ?? []
  const place = layer.findIndex((n) => n.id === from)
  return layer[place + (key === up ? -1 : 1)]?.id
}
