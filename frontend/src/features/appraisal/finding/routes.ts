export const routes = [
  { path: '/appraisal/findings', component: () => import('./FindingsPage.vue') },
  { path: '/appraisal/findings/:id', component: () => import('./FindingPage.vue') },
]
