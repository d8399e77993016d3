export const routes = [
  { path: '/study', component: () => import('./SessionsPage.vue') },
  { path: '/study/leave/:id?', component: () => import('./LeavePage.vue') },
  { path: '/study/contradictions', component: () => import('./ContradictionsPage.vue') },
  { path: '/study/calendar', component: () => import('./CalendarPage.vue') },
  { path: '/study/:id', component: () => import('./SessionPage.vue') },
  { path: '/study/:id/check-in', component: () => import('./CheckInScreen.vue') },
  { path: '/study/:id/sheet', component: () => import('./SheetPage.vue') },
  // What QR codes and printed sheets lead to: short, so that the code is coarse and the address can be typed.
  { path: '/c/:code', component: () => import('./CheckInPage.vue') },
  { path: '/s/:code?', component: () => import('./SheetEntryPage.vue') },
]
