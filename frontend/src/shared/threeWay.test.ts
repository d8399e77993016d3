import { expect, test } from 'vitest'
import { joined, threeWay } from './threeWay'

const base = '党员每月到责任沟渠清淤一次。每季度向群众公布一次。'

test('changes in different places are both kept', () => {
  const mine = '党员每周到责任沟渠清淤一次。每季度向群众公布一次。'
  const theirs = '党员每月到责任沟渠清淤一次。每季度在公开栏向群众公布一次。'
  expect(joined(threeWay(base, mine, theirs))).toBe(
    '党员每周到责任沟渠清淤一次。每季度在公开栏向群众公布一次。',
  )
})

test('a place that both changed shows both, and the rest once', () => {
  const mine = base.replace('每月', '每周')
  const theirs = base.replace('每月', '每天')
  const pieces = threeWay(base, mine, theirs)
  expect(joined(pieces)).toBeUndefined()
  const conflicts = pieces.filter((p) => 'mine' in p)
  expect(conflicts).toHaveLength(1)
  expect(pieces.map((p) => ('same' in p ? p.same : p.mine)).join('')).toBe(mine)
  expect(pieces.map((p) => ('same' in p ? p.same : p.theirs)).join('')).toBe(theirs)
})

test('the same change of both is no conflict', () => {
  const same = base.replace('每月', '每周')
  expect(joined(threeWay(base, same, same))).toBe(same)
})

test('who changed nothing takes over what the other wrote', () => {
  expect(joined(threeWay(base, base, '全部改写。'))).toBe('全部改写。')
  expect(joined(threeWay(base, '', base))).toBe('')
})

test('nothing of either text is lost, whatever was written', () => {
  const parts = ['甲', '乙丙', '。', '每月', ' ', '清淤', '\n']
  let seed = 7
  const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n
  const text = () => Array.from({ length: random(9) }, () => parts[random(parts.length)]).join('')
  for (let n = 0; n < 500; n++) {
    const [o, a, b] = [text(), text(), text()]
    const pieces = threeWay(o, a, b)
    if (joined(pieces) === undefined) {
      for (const p of pieces) {
        if ('mine' in p) expect(a).toContain(p.mine)
        if ('theirs' in p) expect(b).toContain(p.theirs)
      }
    } else if (o === a) expect(joined(pieces)).toBe(b)
    else if (o === b) expect(joined(pieces)).toBe(a)
  }
})
