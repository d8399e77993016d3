// The first that fits: what is built upon a browser also calls itself by that browser's name.
const browsers = [
  ['wecom', /wxwork/i],
  ['wechat', /micromessenger/i],
  ['dingtalk', /dingtalk/i],
  ['qq', /m?qqbrowser|\bqq\//i],
  ['uc', /ucbrowser|ubrowser/i],
  ['huawei', /huaweibrowser|arkweb/i],
  ['xiaomi', /miuibrowser/i],
  ['browser360', /qihoo|360se|360ee/i],
  ['edge', /\bedg(e|a|ios)?\//i],
  ['firefox', /firefox|fxios/i],
  ['chrome', /chrome|crios|chromium/i],
  ['safari', /safari/i],
] as const

const systems = [
  ['harmony', /harmonyos|openharmony/i],
  ['android', /android/i],
  ['ios', /iphone|ipad|ipod/i],
  ['windows', /windows/i],
  ['mac', /mac os/i],
  ['linux', /linux|x11/i],
] as const

/** What a browser says of itself, by names that have words in the message files. */
export function device(userAgent: string | null) {
  const text = userAgent ?? ''
  const system = systems.find(([, sign]) => sign.test(text))?.[0] ?? 'other'
  return {
    browser: browsers.find(([, sign]) => sign.test(text))?.[0] ?? 'other',
    system,
    handheld: system === 'harmony' || system === 'android' || system === 'ios',
  } as const
}
