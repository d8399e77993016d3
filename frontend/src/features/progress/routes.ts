export const routes = [
  { path: '/progress', component: () => import('./ProgressPage.vue') },
  { path: '/progress/gates', component: () => import('./GatesPage.vue') },
  { path: '/progress/:id', component: () => import('./ProgressPage.vue') },
]
