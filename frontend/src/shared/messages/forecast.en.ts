import type { forecast as words } from './forecast.zh'

export const forecast: typeof words = {
  forecast: {
    title: 'Who will miss the hours',
    link: 'Forecast of hours',
    reached: 'Reached',
    onPlan: 'Will be reached',
    moreNeeded: 'More must be planned',
    outOfReach: 'Out of reach',
    until: 'Study phase until {day} · {n} members',
    outOfReachOf: '{n} cannot reach them',
    moreNeededOf: '{n} need more sessions, up to {h} half-days',
    fine: 'All will reach them',
  },
}
