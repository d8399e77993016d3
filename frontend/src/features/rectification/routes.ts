export const routes = [
  { path: '/rectification', component: () => import('./LedgerPage.vue') },
  { path: '/rectification/:id', component: () => import('./ItemPage.vue') },
]
