export const routes = [
  { path: '/study', component: () => import('./SessionsPage.vue') },
  { path: '/study/calendar', component: () => import('./CalendarPage.vue') },
  { path: '/study/:id', component: () => import('./SessionPage.vue') },
]
