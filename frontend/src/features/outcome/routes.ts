export const routes = [
  { path: '/outcomes', component: () => import('./OutcomesPage.vue') },
  { path: '/outcomes/:id', component: () => import('./OutcomePage.vue') },
]
