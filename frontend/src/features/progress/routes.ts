export const routes = [
  { path: '/progress', component: () => import('./ProgressPage.vue') },
  { path: '/progress/gates', component: () => import('./GatesPage.vue') },
  { path: '/progress/burden', component: () => import('./BurdenPage.vue') },
  { path: '/progress/forecast', component: () => import('./ForecastPage.vue') },
  { path: '/progress/five-haves', component: () => import('./FiveHavesPage.vue') },
  { path: '/branches/:id/five-haves/:code', component: () => import('./FiveHavesRecordsPage.vue') },
  { path: '/progress/:id', component: () => import('./ProgressPage.vue') },
]
